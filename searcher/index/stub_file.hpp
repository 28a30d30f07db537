#pragma once

#include <xapian.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace speur {

/// One database of an index.
struct IndexPart {
  std::filesystem::path folder{};  ///< of a database on this host; else empty
  std::string host{};              ///< of a database that another host serves; else empty
  std::uint16_t port = 0;

  [[nodiscard]] bool is_local() const noexcept { return host.empty(); }
  /// "index/generation-3" or "remote zoek.example.nl:8080".
  [[nodiscard]] std::string name() const;
};

/// How an index was chosen, which decides what its stub may say.
enum class IndexChoice : std::uint8_t {
  named,  ///< by an option or the environment: its stub may name any folder, and other hosts
  found,  ///< by looking around: its stub may only name generations in its own folder
};

/// The databases of `index`: a folder with a stub (XAPIANDB), a folder of one database, or a stub
/// file. Each line of a stub is one of
///   auto FOLDER         a database, or an index folder; relative to the stub's own folder
///   glass FOLDER        the same
///   remote HOST:PORT    a database served by xapian-tcpsrv
///   # text              a comment
/// Xapian would also run programs (`remote :PROGRAM`) and follow stubs in stubs: neither is done
/// here, so no stub is ever given to Xapian. An index folder that speur-index made names only
/// `generation-N`, which is a folder in it and no symbolic link. Error(no_input) where nothing is,
/// Error(config) with the line for anything else.
[[nodiscard]] std::vector<IndexPart> index_parts(const std::filesystem::path& index,
                                                 IndexChoice choice = IndexChoice::named);

/// Opens one database; its path is never read as a stub. `remote_timeout`: how long another host may take for
/// each of its answers. Xapian's exceptions pass.
[[nodiscard]] Xapian::Database open_part(
    const IndexPart& part, std::chrono::milliseconds remote_timeout = std::chrono::seconds(10));

}  // namespace speur
