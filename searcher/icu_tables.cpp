#include "searcher/icu_tables.hpp"

#include "speur/error.hpp"
#include "speur/icu_tables.hpp"

#include <dlfcn.h>
#include <unicode/udata.h>
#include <unicode/utypes.h>
#include <unicode/uversion.h>

#include <cstddef>
#include <cstdint>
#include <string>

/// A file of no tables in the form that ICU reads, as its own stubdata.cpp has it: ICU's code is linked with it in the
/// place of the tables.
struct NoIcuTables {
  std::uint16_t header_bytes = 32;
  std::uint8_t magic[2] = {0xda, 0x27};
  UDataInfo info = {sizeof(UDataInfo), 0, U_IS_BIG_ENDIAN, U_CHARSET_FAMILY, sizeof(UChar), 0,
                    {'T', 'o', 'C', 'P'}, {1, 0, 0, 0}, {0, 0, 0, 0}};
  char padding[8] = {};
  std::uint32_t entries = 0, reserved = 0;
  std::int32_t no_entry[4] = {};
};
static_assert(offsetof(NoIcuTables, entries) == 32);
extern "C" {
extern const NoIcuTables U_ICUDATA_ENTRY_POINT;
alignas(16) const NoIcuTables U_ICUDATA_ENTRY_POINT{};
}

#define SPEUR_TEXT_OF(name) #name
#define SPEUR_TEXT_OF_VALUE(name) SPEUR_TEXT_OF(name)

namespace speur {
namespace {

/// The library stays: ICU keeps pointers into it.
void load() {
  static const bool is_loaded = [] {
    void* const library = ::dlopen("libicudata.so." U_ICU_VERSION_SHORT, RTLD_NOW | RTLD_LOCAL);
    const void* const tables =
        library == nullptr ? nullptr : ::dlsym(library, SPEUR_TEXT_OF_VALUE(U_ICUDATA_ENTRY_POINT));
    if (tables == nullptr) {
      throw Error(ExitCode::software, std::string("ICU's tables cannot be loaded: ") + ::dlerror());
    }
    UErrorCode status = U_ZERO_ERROR;
    udata_setCommonData(tables, &status);
    if (U_FAILURE(status)) throw Error(ExitCode::software, std::string("ICU's tables: ") + u_errorName(status));
    return true;
  }();
  static_cast<void>(is_loaded);
}

}  // namespace

void load_icu_tables_when_needed() { icu_tables_loader = load; }

}  // namespace speur
