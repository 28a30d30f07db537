#pragma once

#include <atomic>

/// ICU's tables take 30 MB and lie in a library of their own, which most searches from the command line do not need: ASCII
/// is read without them. A program that has ICU's code compiled in loads them when they are needed
/// (searcher/icu_tables.cpp); others have them from the start.
namespace speur {

inline std::atomic<void (*)()> icu_tables_loader{nullptr};

/// To be called before functions of ICU that need a table: word boundaries, NFKC_Casefold and converters. What it does
/// once takes as long as to load a library. Error(software) where they cannot be loaded.
inline void need_icu_tables() {
  if (void (*const load)() = icu_tables_loader.load(std::memory_order_relaxed)) load();
}

}  // namespace speur
