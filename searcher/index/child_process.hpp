#pragma once

#include <functional>
#include <optional>
#include <string>

namespace speur {

/// What `function` returns, called in a copy of this process, so that what it does to memory harms
/// nothing: none if that ends in another way, as by a signal or an exception. Only while there is
/// one thread. Error(io) where no process can be started.
[[nodiscard]] std::optional<std::string> call_in_child(
    const std::function<std::string()>& function);

}  // namespace speur
