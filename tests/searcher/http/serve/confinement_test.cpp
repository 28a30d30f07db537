#include "searcher/http/serve/confinement.hpp"

#include "support/skipped.hpp"
#include "support/temporary_folder.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>

namespace fs = std::filesystem;

namespace speur::http {
namespace {

/// The errno of `call`, which gives a file, in a process that is confined by `confine`; 0: it succeeded.
/// -1: the kernel does not confine.
int error_in_child(const std::function<std::string()>& confine, const std::function<int()>& call) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (confine() == "none") std::_Exit(255);
    errno = 0;
    std::_Exit(call() < 0 ? errno : 0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  return WEXITSTATUS(status) == 255 ? -1 : WEXITSTATUS(status);
}

int connect_to(std::uint16_t port) {
  const int number = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return ::connect(number, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

int run_true() {
  return ::execl("/bin/true", "true", nullptr);
}

}  // namespace

TEST_CASE("a confined server reads its own files, and writes and runs none", "[confinement]") {
  const TemporaryFolder folder;
  folder.write("site/.speur/page", "text");
  folder.write("private", "text");
  folder.write("site/.speur/XAPIANDB", "");
  const Needs needs{{folder / "site"}, {4242}};
  const auto confine = [&] { return confine_files(needs); };
  const auto open = [&](const std::string& name, int flags) {
    return error_in_child(confine, [&] { return ::open((folder / name).c_str(), flags, 0600); });
  };
  if (open("site/.speur/page", O_RDONLY) == -1) return skip_without("Landlock in the kernel");
  CHECK(open("site/.speur/page", O_RDONLY) == 0);
  CHECK(open("private", O_RDONLY) == EACCES);
  CHECK(open("site/.speur/page", O_WRONLY) == EACCES);
  CHECK(open("site/.speur/new", O_WRONLY | O_CREAT) == EACCES);
  CHECK(error_in_child(confine, [&] { return ::unlink((folder / "site/.speur/page").c_str()); }) == EACCES);
  CHECK(error_in_child(confine, run_true) == EACCES);
  // Nothing listens there, so that a connection that is allowed is refused by the other side.
  const int allowed = error_in_child(confine, [] { return connect_to(4242); });
  CHECK(allowed == ECONNREFUSED);
  const int denied = error_in_child(confine, [] { return connect_to(4243); });
  CHECK((denied == EACCES || denied == ECONNREFUSED));  // before version 4 it is not denied
}

TEST_CASE("a confined server runs no program and makes no connection", "[confinement]") {
  const auto confine = [] { return confine_calls({}); };
  const int run = error_in_child(confine, run_true);
  if (run == -1) return skip_without("seccomp in the kernel");
  CHECK(run == EPERM);
  CHECK(error_in_child(confine, [] { return connect_to(4242); }) == EBADF);  // of no socket
  CHECK(error_in_child(confine, [] { return ::socket(AF_INET6, SOCK_DGRAM, 0); }) == EPERM);
  CHECK(error_in_child(confine, [] { return ::socket(AF_UNIX, SOCK_DGRAM, 0); }) == 0);
  CHECK(error_in_child([] { return confine_calls({{}, {4242}}); },
                       [] { return ::socket(AF_INET, SOCK_STREAM, 0); }) == 0);
}

TEST_CASE("what a server needs is where its index lies, and the hosts that its stub names",
          "[confinement]") {
  const TemporaryFolder folder;
  fs::create_directories(folder / "site/.speur/generation-1");
  folder.write("site/.speur/XAPIANDB", "auto generation-1\n");
  folder.write("stub", "auto site/.speur\nremote 127.0.0.1:4242\n");
  fs::create_directory_symlink(folder / "site", folder / "current");
  const auto reads = [](const Needs& needs, const fs::path& path) {
    return std::find(needs.readable.begin(), needs.readable.end(), path) != needs.readable.end();
  };
  const fs::path root = fs::canonical(folder.path());
  const Needs of_index = needs_of(folder / "current/.speur");
  CHECK(reads(of_index, folder / "current"));
  CHECK(reads(of_index, root / "site"));
  CHECK(of_index.ports.empty());
  const Needs of_stub = needs_of(folder / "stub");
  CHECK(reads(of_stub, root / "site/.speur"));
  CHECK(of_stub.ports == std::vector<std::uint16_t>{4242});
}

}  // namespace speur::http
