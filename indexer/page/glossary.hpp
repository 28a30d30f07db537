#pragma once

#include "speur/page.hpp"

#include <string>
#include <vector>

namespace speur {

/// What the page defines: the word it is about, if it is an entry of a glossary (its front matter
/// has `definition`, calls it a begrip, or it stands in a folder of them); the definition lists in
/// `lists`; and if its title or name says that it is a glossary, its headings with what stands
/// below them.
[[nodiscard]] std::vector<PageDefinition> page_definitions(const Page& page,
                                                           std::vector<PageDefinition> lists,
                                                           std::string definition);

}  // namespace speur
