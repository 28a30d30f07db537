#pragma once

#include <string>
#include <string_view>

namespace speur {

/// What pymdownx.keys writes on the key that is called so: "ctrl" is "Ctrl", "page-up" and "pg-up" are "Page Up".
[[nodiscard]] std::string key_name(std::string_view name);

}  // namespace speur
