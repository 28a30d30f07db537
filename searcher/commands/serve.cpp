#include "searcher/commands/serve.hpp"

#include "searcher/commands/index_location.hpp"
#include "searcher/http/report/systemd.hpp"
#include "speur/icu_tables.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace speur {

ExitCode run_serve(const ServeOptions& options) {
  http::ServerOptions server = options.server;
  server.index = find_index(options.index);
  server.log_format =
      options.log_format == "json" ? http::LogFormat::json : http::LogFormat::logfmt;
  if (options.zero_hits_report) server.zero_hits_clients = options.zero_hits_clients;
  server.sockets = http::inherited_sockets();
  need_icu_tables();  // a confined server opens no library
  if (!options.unconfined) server.confined_to = http::needs_of(server.index);
  http::Server(std::move(server)).run();
  return ExitCode::done;
}

void add_serve(CLI::App& app, std::function<ExitCode()>& chosen) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = app.add_subcommand("serve", "Answer searches over HTTP");
  http::ServerOptions& server = options->server;
  http::Limits& limits = server.limits;
  command->add_option("--index", options->index, index_help)->type_name("DIR");
  command->add_option("--address", server.address, "IP address to listen on")
      ->type_name("IP")
      ->capture_default_str();
  command->add_option("--port", server.port, "0: any that is free")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--threads", server.threads, "That search; 0: one a core")
      ->type_name("N")
      ->check(CLI::Range(0, 256))
      ->capture_default_str();
  command
      ->add_option(
          "--allow-origin", server.origins,
          "A site whose scripts may ask, as https://www.example.nl, or * (may be repeated)")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("ORIGIN");
  http::PageSettings& page = server.page;
  command->add_option("--site-url", page.site_url, "That results lead to; else as in the index")
      ->type_name("URL");
  command->add_option("--site-name", page.site_name, "That the page shows; else as in the index")
      ->type_name("NAME");
  command->add_option("--lang", page.language, "Of the page, where its URL does not choose")
      ->type_name("LANG")
      ->check(CLI::IsMember({"nl", "en"}))
      ->capture_default_str();
  command->add_option("--page-facets", page.facets, "The page's filters; else all of use")
      ->delimiter(',')
      ->type_name("NAMES");
  command
      ->add_option("--public-url", server.public_url,
                   "Where browsers find this server, if it is not as they ask for it")
      ->type_name("URL");
  command
      ->add_option("--trusted-proxy", server.trusted_proxies,
                   "A proxy whose X-Forwarded fields are believed: its address, a network as "
                   "10.0.0.0/8, or unix (may be repeated)")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("ADDR[/BITS]");
  command
      ->add_option("--query-time", options->query_milliseconds,
                   "For a search; then it is answered with what was found until then")
      ->type_name("MS")
      ->check(CLI::Range(1, 60'000))
      ->capture_default_str();
  command
      ->add_option("--queue-time", options->queue_milliseconds,
                   "That a search may wait for its turn; then it is answered with 503")
      ->type_name("MS")
      ->check(CLI::Range(1, 60'000))
      ->capture_default_str();
  command
      ->add_option("--watch-interval", options->watch_milliseconds,
                   "How often the index is looked at for a change")
      ->type_name("MS")
      ->check(CLI::Range(1, 3'600'000))
      ->capture_default_str();
  command
      ->add_option("--answer-cache", options->answer_cache_mib,
                   "For answers to GET requests, given again until the index changes; 0: none")
      ->type_name("MIB")
      ->check(CLI::Range(0, 65'536))
      ->capture_default_str();
  command->add_flag("--zero-hits-report", options->zero_hits_report,
                    "Tell at /zero-hits which queries find nothing");
  command
      ->add_option("--zero-hits-clients", options->zero_hits_clients,
                   "That have asked the same before it is told")
      ->type_name("N")
      ->check(CLI::Range(2, 1'000))
      ->capture_default_str();
  command
      ->add_option("--max-connections", limits.connections,
                   "Open at once, and no more than `ulimit -n` leaves room for")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command
      ->add_option("--max-connections-per-address", limits.connections_per_address,
                   "Of one client; a proxy on this machine has no such limit")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command->add_option("--log-format", options->log_format, "Of the log on standard error")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"logfmt", "json"}))
      ->capture_default_str();
  command->add_flag("--unconfined", options->unconfined,
                    "Do not ask the kernel (Landlock, seccomp) to deny what a server does not need");
  command->add_flag("--log-queries", server.log_queries,
                    "Log what people search, too; think of their privacy");
  command->footer(
      "The search page is at /, and <speur-zoek> for other sites in /speur.js.\n"
      "Routes: GET or POST /v1/search, /v1/suggest, /v1/facets; GET /v1/documents/{id},\n"
      "/v1/documents/{id}/related, /opensearch.xml, /openapi.json, /health, /ready, /metrics.\n"
      "\n"
      "A changed index is taken into use by itself. SIGTERM or SIGINT ends the server when what "
      "it\n"
      "is answering has been answered. Started by systemd it listens on the socket that it is "
      "given.");
  command->callback([&chosen, o = options] {
    o->server.limits.connections_per_loopback_address = o->server.limits.connections;
    o->server.limits.query = std::chrono::milliseconds(o->query_milliseconds);
    o->server.limits.queue = std::chrono::milliseconds(o->queue_milliseconds);
    o->server.kept_bytes = o->answer_cache_mib << 20U;
    o->server.limits.watch = std::chrono::milliseconds(o->watch_milliseconds);
    chosen = [o] { return run_serve(*o); };
  });
}

}  // namespace speur
