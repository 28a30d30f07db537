#pragma once

#include <string>
#include <string_view>

namespace speur {

/// A document's id as runs and judgements are compared by: escaped as run_id() does, whatever characters the
/// writer of a file escaped, and with letters and their marks composed (NFC), since one file's name may be typed in
/// one form and stored in the other. `kept` holds the text that the answer views where the id
/// has to be changed; other ids stay as they are. `id` is UTF-8.
[[nodiscard]] std::string_view document_name(std::string_view id, std::string& kept);

}  // namespace speur
