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

namespace {

void add_address_options(CLI::App& command, ServeOptions& options) {
  http::ServerOptions& server = options.server;
  command.add_option("--index", options.index, index_help)->type_name("DIR");
  command.add_option("--address", server.address, "IP address to listen on")
      ->type_name("IP")
      ->capture_default_str();
  command.add_option("--port", server.port, "Port to listen on; 0: any that is free")
      ->type_name("N")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command.add_option("--threads", server.threads, "Threads that search; 0: one a core")
      ->type_name("N")
      ->check(CLI::Range(0, 256))
      ->capture_default_str();
  command
      .add_option("--allow-origin", server.origins,
                  "A site whose scripts may ask, as https://www.example.nl, or * (may be repeated)")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("ORIGIN");
}

void add_page_options(CLI::App& command, http::PageSettings& page) {
  command.add_option("--site-url", page.site_url, "Address of the site that results lead to; else that of the index")
      ->type_name("URL");
  command.add_option("--site-name", page.site_name, "Name of the site on the search page; else that of the index")
      ->type_name("NAME");
  command.add_option("--lang", page.language, "Language of the search page, where its URL does not choose")
      ->type_name("LANG")
      ->check(CLI::IsMember({"nl", "en"}))
      ->capture_default_str();
  command
      .add_option("--page-facets", page.facets,
                  "Facets to filter by on the search page, as rollen,soort; else all that divide the pages")
      ->delimiter(',')
      ->type_name("NAMES");
}

void add_proxy_options(CLI::App& command, http::ServerOptions& server) {
  command
      .add_option("--public-url", server.public_url,
                  "Where browsers find this server, if it is not as they ask for it")
      ->type_name("URL");
  command
      .add_option("--trusted-proxy", server.trusted_proxies,
                  "A proxy whose X-Forwarded fields are believed: its address, a network as "
                  "10.0.0.0/8, or unix (may be repeated)")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("ADDR[/BITS]");
}

void add_bounds(CLI::App& command, ServeOptions& options) {
  const auto add = [&](const char* name, auto& value, const char* meaning, const char* unit, int least, int most) {
    command.add_option(name, value, meaning)->type_name(unit)->check(CLI::Range(least, most))->capture_default_str();
  };
  add("--query-time", options.query_milliseconds,
      "Time that a search may take; it is then answered with what was found until then", "MS", 1, 60'000);
  add("--queue-time", options.queue_milliseconds,
      "Time that a search may wait for its turn; it is then answered with 503", "MS", 1, 60'000);
  add("--watch-interval", options.watch_milliseconds, "How often the index is looked at for a change", "MS", 1, 3'600'000);
  add("--answer-cache", options.answer_cache_mib,
      "Memory for answers to GET requests, which are given again until the index changes; 0: none", "MIB", 0, 65'536);
  command.add_flag("--zero-hits-report", options.zero_hits_report,
                   "Tell at /zero-hits which queries find nothing");
  add("--zero-hits-clients", options.zero_hits_clients, "Clients that must have asked a query before /zero-hits tells it",
      "N", 2, 1'000);
  http::Limits& limits = options.server.limits;
  add("--max-connections", limits.connections, "Connections open at once; never more than `ulimit -n` leaves room for",
      "N", 1, 1'000'000);
  add("--max-connections-per-address", limits.connections_per_address,
      "Connections of one client; a proxy on this machine has no such limit", "N", 1, 1'000'000);
}

void add_log_options(CLI::App& command, ServeOptions& options) {
  command.add_option("--log-format", options.log_format, "Form of the log on standard error")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"logfmt", "json"}))
      ->capture_default_str();
  command.add_flag("--unconfined", options.unconfined,
                   "Do not ask the kernel (Landlock, seccomp) to deny what a server does not need");
  command.add_flag("--log-queries", options.server.log_queries,
                   "Log what people search, too; think of their privacy");
}

}  // namespace

void add_serve(CLI::App& app, std::function<ExitCode()>& chosen) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = app.add_subcommand("serve", "Answer searches over HTTP, with a page to search on");
  add_address_options(*command, *options);
  add_page_options(*command, options->server.page);
  add_proxy_options(*command, options->server);
  add_bounds(*command, *options);
  add_log_options(*command, *options);
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
