#include "support/site_pages.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {
namespace {

const std::string settings =
    "site_name: Handboek\n"
    "plugins: [{macros: {include_yaml: [data/bestuur.yml, {stad: data/stad.yml}], include_dir: delen}}]\n"
    "extra:\n"
    "  organisatie: Gemeente Waterweide\n"
    "  contact: {telefoon: '14 020', fax: ''}\n"
    "  kanalen: [balie, website]\n"
    "  geheim: !ENV GEHEIM\n";

std::string text_of(const std::string& page, const std::string& config = settings) {
  const SitePages site = read_site({{"mkdocs.yml", config},
                                    {"data/bestuur.yml", "wethouder: Jansen\n"},
                                    {"data/stad.yml", "naam: Waterweide\n"},
                                    {"delen/slot.md", "Groet van {{ organisatie }}.\n"},
                                    {"docs/a.md", page}});
  std::string text;
  for (const Section& section : site.pages.at("a.md").sections) {
    text += (text.empty() ? "" : "|") + section.heading + "#" + section.anchor + "|" + section.text;
  }
  for (const Problem& problem : site.problems) text += "|" + problem.message;
  return text;
}

TEST_CASE("MkDocs: what looks like a macro is text where nothing reads it", "[site]") {
  struct Row {
    std::string_view config, text;
  };
  const std::string page = "Dit is {{ organisatie }} en {% if x %}dat{% endif %} en [[ organisatie ]].\n\n## Kop {{ x }} hier\n";
  for (const Row& row : std::to_array<Row>({
           {"", "#|Dit is {{ organisatie }} en {% if x %}dat{% endif %} en organisatie .|Kop {{ x }} hier#kop-x-hier|"},
           {"plugins: [search, {glightbox: {}}]\n",
            "#|Dit is {{ organisatie }} en {% if x %}dat{% endif %} en organisatie .|Kop {{ x }} hier#kop-x-hier|"},
           {"hooks: [hooks.py]\n", "#|Dit is en dat en organisatie .|Kop hier#|"},
           {"plugins: [search, markdownextradata]\n", "#|Dit is Gemeente en en organisatie .|Kop hier#|"},
           {"plugins: [{macros: {j2_variable_start_string: '[[', j2_variable_end_string: ']]', j2_block_start_string: '[%', "
            "j2_block_end_string: '%]'}}]\n",
            "#|Dit is {{ organisatie }} en {% if x %}dat{% endif %} en Gemeente.|Kop {{ x }} hier#kop-x-hier|"},
       })) {
    CAPTURE(row.config);
    std::string text = text_of(page, "site_name: Proef\nextra: {organisatie: Gemeente}\n" + std::string(row.config));
    if (const std::size_t told = text.find("text is left out"); told != std::string::npos) text.resize(told - 1);
    CHECK(text == row.text);
  }
}

TEST_CASE("MkDocs: macros become the values that the site's files tell", "[site]") {
  struct Row {
    std::string_view page, text;
  };
  for (const Row& row : std::to_array<Row>({
           {"# Over {{ organisatie }}\n\nBel {{ contact.telefoon }} of {{ extra.contact.telefoon }}.\n",
            "Over Gemeente Waterweide#over-gemeente-waterweide|Bel 14 020 of 14 020."},
           {"Van {{ wethouder }} in {{ stad.naam }}, {{ config.site_name }}.\n", "#|Van Jansen in Waterweide, Handboek."},
           {"---\nbedrag: 120\n---\nKost {{ bedrag }} of {{ page.meta.bedrag }} euro.\n", "#|Kost 120 of 120 euro."},
           {"{% set jaar = '2026' %}\nIn {{ jaar }}, {{ organisatie | upper }} en {{ kanalen | join(', ') }}.\n",
            "#|In 2026, GEMEENTE WATERWEIDE en balie, website."},
           {"{% set zin %}een zin{% endset %}Dit is {{ zin }}.{# Geheim. #}\n", "#|Dit is een zin."},
           {"{% for kanaal in kanalen %}\n- {{ loop.index }} {{ kanaal }}\n{% endfor %}\n", "#|1 balie\n2 website"},
           {"{% for sleutel in contact %}{{ sleutel }} {% endfor %}\n", "#|telefoon fax"},
           {"{% if contact.telefoon and not contact.fax %}\nWel.\n{% elif organisatie %}\nNiet.\n{% else %}\nNiet.\n{% endif %}\n",
            "#|Wel."},
           {"{% if 'balie' in kanalen %}Een{% endif %}{% if 'x' not in kanalen %}twee{% endif %}"
            "{% if organisatie is defined %}drie{% endif %}{% if contact.telefoon != '14 020' %}vier{% endif %}\n",
            "#|Eentweedrie"},
           {"{% if onbekend %}\nWeg.\n{% endif %}\nOok {{ onbekend }} weg, {{ geheim }} ook.\n",
            "#|Ook weg, ook.|text is left out that stands in `{% if %}`: only MkDocs knows whether it is shown"},
           {"{% macro knop(naam) %}Weg.{% endmacro %}Rest.\n",
            "#|Rest.|text is left out that stands in `{% macro %}`: only MkDocs knows whether it is shown"},
           {"Slot.\n\n{% include 'slot.md' %}\n", "#|Slot.\nGroet van Gemeente Waterweide."},
           {"```\n{{ organisatie }}\n```\n", "#|Gemeente Waterweide"},
           {"---\nrender_macros: false\n---\n{% if organisatie %}Zo{% endif %} is {{ organisatie }}.\n", "#|{% if organisatie %}Zo{% endif %} is {{ organisatie }}."},
           {"---\nrender_macros: false\n---\n```\n{{ organisatie }}\n```\n", "#|{{ organisatie }}"},
           {"{% raw %}Schrijf {{ naam }}.{% endraw %}\n", "#|Schrijf {{ naam }}."},
       })) {
    CAPTURE(row.page);
    CHECK(text_of(std::string(row.page)) == row.text);
  }
  const std::string by_choice = "plugins: [{macros: {render_by_default: false}}]\nextra: {naam: Jansen}\n";
  CHECK(text_of("Ik ben {{ naam }}.\n", by_choice) == "#|Ik ben {{ naam }}.");
  CHECK(text_of("---\nrender_macros: true\n---\nIk ben {{ naam }}.\n", by_choice) == "#|Ik ben Jansen.");
}

TEST_CASE("MkDocs: a condition of Jinja may have any length", "[site]") {
  std::string page = "{% if ";
  for (int i = 0; i < 200'000; ++i) page += "not ";
  CHECK(text_of(page + "organisatie %}Weg.{% endif %}Rest.\n").starts_with("#|Rest."));
}

}  // namespace
}  // namespace speur
