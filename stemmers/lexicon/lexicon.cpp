#include "stemmers/lexicon/lexicon.hpp"

#include "speur/error.hpp"
#include "speur/mapped_file.hpp"
#include "speur/schema.hpp"
#include "speur/word_record.hpp"
#include "stemmers/lexicon/lexicon_format.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <span>
#include <system_error>
#include <utility>

#if SPEUR_LEXICON
#include <marisa.h>
#endif

namespace fs = std::filesystem;

namespace speur {
namespace {

/// Mappings in use, by hash.
struct Shared {
  std::mutex mutex;
  std::map<std::string, std::weak_ptr<const Lexicon>, std::less<>> by_hash;
};
Shared& shared() {
  static Shared all;
  return all;
}
std::shared_ptr<const Lexicon> in_use(std::string_view hash) {
  const std::scoped_lock lock(shared().mutex);
  const auto found = shared().by_hash.find(hash);
  return found == shared().by_hash.end() ? nullptr : found->second.lock();
}

std::string hex(std::uint64_t value) {
  std::string text(16, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4U) {
    *digit = "0123456789abcdef"[value & 0xfU];
  }
  return text;
}

#if SPEUR_LEXICON

constexpr std::string_view installed_name = "lexicon-nl.speur";

/// Where the lexicon may be: in $SPEUR_DATA, or else with the program, or, for a program of somebody
/// else that uses the library, where the package installs it.
std::vector<fs::path> installed_files() {
  std::vector<fs::path> files;
  if (const char* folder = std::getenv("SPEUR_DATA"); folder != nullptr && *folder != '\0') {
    files.push_back(fs::path(folder) / installed_name);
    return files;
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    files.push_back(program.parent_path().parent_path() / "share" / "speur" / installed_name);
  }
  files.push_back(fs::path("/usr/share/speur") / installed_name);
  return files;
}

#endif

}  // namespace

struct Lexicon::Impl {
  explicit Impl(const fs::path& file) : path(file), mapping(file) {}

  fs::path path;
  MappedFile mapping;
  std::string hash;
  const lexicon_format::Change* changes = nullptr;
  const std::uint32_t* values = nullptr;
  const std::uint32_t* synonym_keys = nullptr;
  const std::uint32_t* synonym_ends = nullptr;
  const std::uint32_t* synonyms = nullptr;
  std::size_t forms = 0, change_count = 0, synonym_key_count = 0, synonym_count = 0;
#if SPEUR_LEXICON
  marisa::Trie trie;
#endif
};

Lexicon::Lexicon(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Lexicon::~Lexicon() = default;

std::shared_ptr<const Lexicon> Lexicon::open(const fs::path& file) {
#if SPEUR_LEXICON
  auto impl = std::make_unique<Impl>(file);
  const std::string_view bytes = impl->mapping.bytes();
  const auto unreadable = [&] {
    return Error(ExitCode::config, {file, 0}, "is not a lexicon that this version can read");
  };
  lexicon_format::Header header;
  const std::array<char, 8> magic = header.magic;
  if (bytes.size() < sizeof header) throw unreadable();
  std::memcpy(&header, bytes.data(), sizeof header);
  const std::size_t rest = bytes.size() - sizeof header;
  const std::size_t change_bytes = header.changes * sizeof(lexicon_format::Change);
  constexpr std::size_t number_bytes = sizeof(std::uint32_t);
  if (header.magic != magic || header.trie_bytes % 8 != 0 || header.trie_bytes > rest ||
      header.changes > lexicon_format::most_changes || header.forms > rest ||
      header.synonym_keys > rest || header.synonyms > rest ||
      rest != header.trie_bytes + change_bytes +
                  (header.forms + 2 * header.synonym_keys + header.synonyms) * number_bytes) {
    throw unreadable();
  }
  impl->hash = hex(header.hash);
  if (auto same = in_use(impl->hash)) return same;
  const char* const trie = bytes.data() + sizeof header;
  try {
    impl->trie.map(trie, header.trie_bytes);
  } catch (const marisa::Exception&) {
    throw unreadable();
  }
  if (impl->trie.size() != header.forms) throw unreadable();
  impl->forms = header.forms;
  impl->change_count = header.changes;
  // Aligned: the map begins at a page, the header and the trie are multiples of 8.
  const char* const changes = trie + header.trie_bytes;
  impl->changes = static_cast<const lexicon_format::Change*>(static_cast<const void*>(changes));
  impl->values =
      static_cast<const std::uint32_t*>(static_cast<const void*>(changes + change_bytes));
  impl->synonym_key_count = header.synonym_keys;
  impl->synonym_count = header.synonyms;
  impl->synonym_keys = impl->values + header.forms;
  impl->synonym_ends = impl->synonym_keys + header.synonym_keys;
  impl->synonyms = impl->synonym_ends + header.synonym_keys;
  const std::shared_ptr<const Lexicon> lexicon(new Lexicon(std::move(impl)));
  const std::scoped_lock lock(shared().mutex);
  std::weak_ptr<const Lexicon>& entry = shared().by_hash[lexicon->hash()];
  if (auto same = entry.lock()) return same;
  entry = lexicon;
  return lexicon;
#else
  throw Error(ExitCode::config, {file, 0}, "this build reads no lexicons");
#endif
}

std::shared_ptr<const Lexicon> Lexicon::installed() {
#if SPEUR_LEXICON
  for (const fs::path& file : installed_files()) {
    std::error_code error;
    if (fs::is_regular_file(file, error)) return open(file);
  }
#endif
  return nullptr;
}

std::shared_ptr<const Lexicon> Lexicon::find(std::string_view hash, const fs::path& index) {
  if (auto lexicon = in_use(hash)) return lexicon;
#if SPEUR_LEXICON
  // The program's own comes first: the index's copy is for a program that has got another one since.
  if (auto lexicon = installed(); lexicon && lexicon->hash() == hash) return lexicon;
  if (!index.empty()) {
    std::error_code error;
    fs::path folder = index.has_filename() ? index : index.parent_path();
    const bool is_inside = !fs::is_directory(folder, error) ||
                           folder.filename().string().starts_with(generation_prefix);
    if (is_inside) folder = folder.parent_path();
    const fs::path file = folder / lexicon_file(hash);
    if (fs::is_regular_file(file, error)) {
      // The trie's library believes what stands in it: one changed byte could crash it.
      if (!is_intact(file, hash)) {
        throw Error(ExitCode::io, {file, 0}, "is damaged: speur-index --rebuild makes it anew");
      }
      return open(file);
    }
  }
#else
  (void)index;
#endif
  return nullptr;
}

bool Lexicon::is_intact(const fs::path& file, std::string_view hash) {
  try {
    const MappedFile mapping(file);
    const std::string_view bytes = mapping.bytes();
    lexicon_format::Header header;
    const auto magic = header.magic;
    if (bytes.size() < sizeof header) return false;
    std::memcpy(&header, bytes.data(), sizeof header);
    return header.magic == magic && hex(header.hash) == hash &&
           fnv1a(bytes.substr(sizeof header)) == header.hash;
  } catch (const Error&) {
    return false;
  }
}

const fs::path& Lexicon::path() const noexcept {
  return impl_->path;
}
const std::string& Lexicon::hash() const noexcept {
  return impl_->hash;
}
std::size_t Lexicon::size() const noexcept {
  return impl_->forms;
}

#if SPEUR_LEXICON
namespace {

/// What a search of the trie is done with: buffers that are worth keeping.
marisa::Agent& thread_agent() {
  static thread_local marisa::Agent agent;
  return agent;
}

}  // namespace
#endif

LexiconEntry Lexicon::find(std::string_view form) const {
#if SPEUR_LEXICON
  marisa::Agent& agent = thread_agent();
  agent.set_query(form.data(), form.size());
  if (impl_->trie.lookup(agent)) return lexicon_format::unpack(impl_->values[agent.key().id()]);
#else
  (void)form;
#endif
  return {};
}

std::string Lexicon::stem(std::string_view form) const {
  const std::size_t change = find(form).change;
  if (change == 0 || change > impl_->change_count) return {};
  return lexicon_format::apply(impl_->changes[change - 1], form);
}

std::optional<std::uint32_t> Lexicon::number(std::string_view form) const {
#if SPEUR_LEXICON
  marisa::Agent& agent = thread_agent();
  agent.set_query(form.data(), form.size());
  if (impl_->trie.lookup(agent)) return static_cast<std::uint32_t>(agent.key().id());
#else
  (void)form;
#endif
  return std::nullopt;
}

bool Lexicon::has_synonyms() const noexcept {
  return impl_->synonym_count > 0;
}

std::vector<Lexicon::Synonym> Lexicon::synonyms(std::string_view stem) const {
  std::vector<Synonym> found;
#if SPEUR_LEXICON
  const std::span keys(impl_->synonym_keys, impl_->synonym_key_count);
  const std::uint32_t wanted = word_key(stem);
  const auto key = std::ranges::lower_bound(keys, wanted);
  if (key == keys.end() || *key != wanted) return found;
  const auto place = static_cast<std::size_t>(key - keys.begin());
  const std::size_t end = std::min<std::size_t>(impl_->synonym_ends[place], impl_->synonym_count);
  marisa::Agent& agent = thread_agent();
  for (std::size_t i = place == 0 ? 0 : impl_->synonym_ends[place - 1]; i < end; ++i) {
    const std::uint32_t id = impl_->synonyms[i] >> 8U;
    if (id >= impl_->forms) continue;
    agent.set_query(id);
    impl_->trie.reverse_lookup(agent);
    found.push_back({std::string(agent.key().ptr(), agent.key().length()),
                     (impl_->synonyms[i] & 0xFFU) / 255.0});
  }
#else
  (void)stem;
#endif
  return found;
}

void Lexicon::prefixes(std::string_view text, std::vector<Prefix>& found) const {
  found.clear();
#if SPEUR_LEXICON
  marisa::Agent& agent = thread_agent();
  agent.set_query(text.data(), text.size());
  while (impl_->trie.common_prefix_search(agent)) {
    found.push_back(
        {agent.key().length(), lexicon_format::unpack(impl_->values[agent.key().id()])});
  }
#else
  (void)text;
#endif
}

}  // namespace speur
