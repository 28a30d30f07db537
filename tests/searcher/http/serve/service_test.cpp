#include "support/file_text.hpp"
#include "support/http/raw_client.hpp"
#include "support/http/site.hpp"
#include "support/temporary_folder.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace fs = std::filesystem;

namespace speur::http {
namespace {

/// `speur serve` as the service manager starts it: with a socket that listens already, and another
/// to tell its state to. Its log goes to a file.
class Service {
 public:
  /// `open_files`: that it may have; 0: as many as this process.
  Service(const fs::path& index, std::vector<std::string> options, rlim_t open_files = 0)
      : log_(folder_ / "log"), notify_path_(folder_ / "notify") {
    open_notify_socket();
    const int listener = open_listener();
    std::vector<std::string> arguments = {SPEUR_PROGRAM, "serve", "--index", index.string(),
                                          "--query-time", "60000", "--queue-time", "60000"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    const int log = ::open(log_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(log, STDERR_FILENO);
      ::dup2(listener, 10);  // out of the way of 3
      ::dup2(10, 3);
      ::close(10);
      if (open_files > 0) {
        const rlimit limit{open_files, open_files};
        ::setrlimit(RLIMIT_NOFILE, &limit);
      }
      ::setenv("LISTEN_FDS", "1", 1);
      ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
      ::setenv("NOTIFY_SOCKET", notify_path_.c_str(), 1);
      ::execv(SPEUR_PROGRAM, pointers.data());
      ::_exit(127);
    }
    ::close(log);
    ::close(listener);
  }
  ~Service() {
    if (process_ > 0) {
      ::kill(process_, SIGKILL);
      ::waitpid(process_, nullptr, 0);
    }
    ::close(notify_);
  }
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  [[nodiscard]] unsigned short port() const { return port_; }
  [[nodiscard]] pid_t process() const { return process_; }
  /// The next state that it tells.
  std::string state() const {
    pollfd wait{notify_, POLLIN, 0};
    if (::poll(&wait, 1, 300'000) <= 0) return "nothing";
    std::array<char, 256> buffer{};
    const ssize_t count = ::recv(notify_, buffer.data(), buffer.size(), 0);
    return count < 0 ? "nothing" : std::string(buffer.data(), static_cast<std::size_t>(count));
  }
  /// Its exit code after this signal.
  int end(int signal) {
    ::kill(process_, signal);
    return wait();
  }
  int wait() {
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  [[nodiscard]] std::string log() const { return text_of(log_); }

 private:
  void open_notify_socket() {
    notify_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = notify_path_.string();
    REQUIRE(path.size() < sizeof address.sun_path);
    std::memcpy(address.sun_path, path.data(), path.size());
    REQUIRE(::bind(notify_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  }
  int open_listener() {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(listener, 16) == 0);
    socklen_t size = sizeof address;
    REQUIRE(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    return listener;
  }

  TemporaryFolder folder_;
  fs::path log_, notify_path_;
  int notify_ = -1;
  unsigned short port_ = 0;
  pid_t process_ = -1;
};

/// The regular files that a process could write to, standard error apart.
std::string writable_files(pid_t process) {
  const fs::path folder = fs::path("/proc") / std::to_string(process);
  std::string names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "fd")) {
    const std::string number = entry.path().filename();
    std::ifstream info(folder / "fdinfo" / number);
    unsigned flags = 0;
    for (std::string line; std::getline(info, line);) {
      if (line.starts_with("flags:")) std::istringstream(line.substr(6)) >> std::oct >> flags;
    }
    std::error_code error;
    const fs::path target = fs::read_symlink(entry.path(), error);
    if (number != "1" && number != "2" && (flags & O_ACCMODE) != O_RDONLY &&
        fs::is_regular_file(target, error)) {
      names += target.string() + " ";
    }
  }
  return names;
}

}  // namespace

TEST_CASE("a service tells its state, listens where it is told, and ends when asked",
          "[http][service]") {
  const TestIndex index;
  for (const int signal : {SIGTERM, SIGINT}) {
    Service service(index.path(), {});
    CHECK(service.state() == "READY=1");
    {
      RawClient client(service.port());
      CHECK(client.get("/v1/search?q=fiets").status == 200);
      CHECK(client.get("/v1/suggest?q=fie").status == 200);
      CHECK(client.get("/v1/documents/afval.md").status == 200);
      CHECK(writable_files(service.process()).empty());
    }
    CHECK(service.end(signal) == 0);
    CHECK(service.state() == "STOPPING=1");
  }
}

TEST_CASE("the log tells of requests, and not what was searched", "[http][service]") {
  const TestIndex index;
  const auto log_of = [&](std::vector<std::string> options) {
    Service service(index.path(), std::move(options));
    CHECK(service.state() == "READY=1");
    {
      RawClient client(service.port());
      CHECK(client.get("/v1/search?q=geheimvraag&filter=rollen=jurist").status == 200);
      CHECK(client.get("/v1/search?q=geheimvraag&limit=geheim").status == 400);
      CHECK(client.get("/geheimpad").status == 404);
      CHECK(client.get("/v1/documents/geheim.md").status == 404);
    }
    CHECK(service.end(SIGTERM) == 0);
    return service.log();
  };
  const std::string plain = log_of({});
  CHECK(plain.find("message=request route=/v1/search method=GET status=200") != std::string::npos);
  CHECK(plain.find("geheim") == std::string::npos);
  CHECK(log_of({"--log-queries"}).find(" query=geheimvraag") != std::string::npos);

  std::istringstream lines(log_of({"--log-format", "json"}));
  int requests = 0;
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    const auto entry = boost::json::parse(line);
    CHECK(entry.at("level").as_string() == "info");
    if (entry.at("message").as_string() == "request") ++requests;
  }
  CHECK(requests == 3);
}

TEST_CASE("more clients than files may be open are told so, and probes go on", "[http][service]") {
  const TestIndex index;
  constexpr rlim_t open_files = 400;
  Service service(index.path(), {"--threads", "2"}, open_files);
  CHECK(service.state() == "READY=1");
  std::vector<std::unique_ptr<RawClient>> silent;
  for (rlim_t i = 0; i < open_files + 100; ++i) {
    silent.push_back(std::make_unique<RawClient>(service.port()));
  }
  // Until those before have been told so, there may be no file left even for that.
  bool is_answered = false;
  for (int i = 0; i < 3000 && !is_answered; ++i) {
    const int status = RawClient(service.port()).get("/health").status;
    is_answered = status == 200 || status == 503;
    if (!is_answered) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  CHECK(is_answered);
  // The silent ones are let go soon, since they take the room of others.
  int health = 0;
  for (int i = 0; i < 3000 && health != 200; ++i) {
    health = RawClient(service.port()).get("/health").status;
    if (health != 200) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  CHECK(health == 200);
  CHECK(service.end(SIGTERM) == 0);
  CHECK(service.log().find("message=\"fewer connections are taken than asked for\"") !=
        std::string::npos);
  CHECK(service.log().find("asked=4096 open_files_allowed=400") != std::string::npos);
}

TEST_CASE("a confined server reads every script and encoding", "[http][service]") {
  const TestIndex index;
  Service service(index.path(), {});
  CHECK(service.state() == "READY=1");
  const auto hits = [&](const std::string& query) {
    const auto answer = RawClient(service.port()).get("/v1/search?q=" + query);
    CHECK(answer.status == 200);
    return boost::json::parse(answer.body).at("totalHits").as_int64();
  };
  const auto plain = hits("fiets");
  CHECK(plain > 0);
  CHECK(hits("%EF%AC%81ets") == plain);             // a ligature, which NFKC takes apart
  CHECK(hits("%E8%87%AA%E8%A1%8C%E8%BB%8A") == 0);  // which a dictionary of ICU divides
  const auto page = RawClient(service.port()).get("/?q=f%EDets");  // windows-1252
  CHECK(page.status == 200);
  CHECK(page.body.find("f\u00EDets") != std::string::npos);
}

TEST_CASE("a trusted proxy that is none is told at the start", "[http][service]") {
  const TestIndex index;
  Service service(index.path(), {"--trusted-proxy", "nginx"});
  CHECK(service.wait() == 64);
  CHECK(service.log().find("--trusted-proxy nginx: write an IP address") != std::string::npos);
}

TEST_CASE("a server that cannot begin says why", "[http][service]") {
  const TemporaryFolder empty;
  Service service(empty.path(), {});
  CHECK(service.wait() == 78);
  CHECK(service.log().find("is not an index") != std::string::npos);
}

}  // namespace speur::http
