#pragma once

#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace speur::http {

/// Five pages of which four are about parking bicycles.
inline std::vector<Page> some_pages() {
  return {simple_page("verkeer/stalling.md", "Fietsenstalling", "Een stalling voor uw fiets.",
                      {keywords("rollen", {"jurist"}), keywords("soort", {"product"}),
                       number("versie", 1, "1"), date("datum", "2024-01-10")}),
          simple_page(
              "verkeer/station.md", "Fietsen bij het station", "Zet uw fiets in de stalling.",
              {keywords("rollen", {"jurist", "beleid en advies"}), keywords("soort", {"nieuws"}),
               number("versie", 2, "2"), date("datum", "2024-05-31")}),
          simple_page("verkeer/fietspad.md", "Fietspad", "Op het fietspad rijdt de fiets.",
                      {keywords("rollen", {"inwoner"}), keywords("soort", {"product"}),
                       number("versie", 3, "3"), date("datum", "2025-02-01")}),
          simple_page("verkeer/wrak.md", "Weesfietsen", "Een fiets zonder <eigenaar> & slot.",
                      {keywords("rollen", {"inwoner"})}),
          simple_page("afval.md", "Afval", "Breng afval naar de milieustraat.",
                      {keywords("soort", {"product"})})};
}

/// An index of such pages in a folder of its own.
class TestIndex {
 public:
  explicit TestIndex(const std::vector<Page>& pages = some_pages()) {
    write_index(folder_.path(), pages);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
};

}  // namespace speur::http
