#pragma once

namespace speur {

/// From now on need_icu_tables() loads the tables of ICU, whose code this program has compiled in.
void load_icu_tables_when_needed();

}  // namespace speur
