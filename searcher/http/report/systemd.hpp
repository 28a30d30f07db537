#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace speur::http {

/// The sockets that the service manager has opened for this process (sd_listen_fds(3)); none if it
/// was started otherwise. Takes the variables out of the environment.
[[nodiscard]] std::vector<int> inherited_sockets();

/// Tells the service manager of a change of state, "READY=1" (sd_notify(3)). Does nothing where
/// none asked for it.
void notify_service_manager(std::string_view state);

}  // namespace speur::http
