#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace speur {

TEST_CASE("boxes between colons give their title and text", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {":::info\nDit is een proef.\n:::\n", "Dit is een proef."},
           {":::warning[Let *op*]\n\nBetaal vandaag.\n\n:::\n", "Let op / Betaal vandaag."},
           {":::warning[Zie [hier](x)]{#let-op .groot}\nBetaal.\n:::\n", "Zie hier / Betaal."},
           {"::::tip Diep water\n:::note\nbinnen\n:::\nbuiten\n::::\n",
            "Diep water / binnen / buiten"},
           {"::: details [De wet](https://x.nl/y \"t\") en *meer*\nDicht.\n:::\n", "De wet en meer / Dicht."},
           {"::: details Klap open {open}\nDicht.\n:::\n", "Klap open / Dicht."},
           {"::: code-group\n```sh [npm]\nnpm i\n```\n:::\n", "npm i"},
           {"::: {.callout-note title=\"Goed om te weten\"}\nTekst.\n:::\n",
            "Goed om te weten / Tekst."},
           {":::{note} Een titel\nTekst.\n:::\n", "Een titel / Tekst."},
           {"- punt\n\n  :::note\n  in het punt\n  :::\n", "punt / in het punt"},
           {"- ::: tip Let *op*\n  in het punt\n  :::\n- ::: info\n  twee\n  :::\n", "Let op / in het punt / twee"},
           {"> :::note\n> aangehaald\n> :::\n", "aangehaald"},
           {"tekst\n:::note\nmeer\n:::\n", "tekst / meer"},
           {"::: pakket.module.Klasse\n    options:\n      heading_level: 2\n\nTekst.\n", "Tekst."},
           {":::)\n\nEen :::vreemd teken.\n", ":::) / Een :::vreemd teken."},
           {"```\n:::info\n```\n", ":::info"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

TEST_CASE("a box that is excluded takes its boxes along", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {":::note{data-search-exclude}\nweg\n:::\nja\n", "ja"},
           {"::: note Titel {data-search-exclude}\nweg\n\n## weg\n:::\nja\n", "ja"},
           {"::::note{data-search-exclude}\n:::tip\nweg\n:::\nweg\n::::\nja\n", "ja"},
           {":::note{data-search-exclude}\n:::tip\nweg\n:::\nweg\n:::\nja\n", "ja"},
           {":::note{data-search-exclude}\n```\n:::\n```\nweg\n:::\nja\n", "ja"},
           {"ja\n\n:::note{data-search-exclude}\nweg\n\nweg\n", "ja"},
           {"- :::note{data-search-exclude}\n  weg\n  :::\n- ja\n", "ja"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

TEST_CASE("the tags of DocFX are no text, but what they say is", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {":::image type=\"content\" source=\"a.png\" alt-text=\"Een schermafdruk.\":::\n",
            "Een schermafdruk."},
           {"Zie :::image source=\"a.png\" alt-text=\"het teken\"::: hier.\n", "Zie het teken hier."},
           {":::row:::\n:::column span=\"2\":::\ntekst\n:::column-end:::\n:::row-end:::\n", "tekst"},
           {":::zone pivot=\"linux\"\ntekst\n:::zone-end\n", "tekst"},
           {"> [!div class=\"nextstepaction\"]\n> [Verder](b.md)\n", "Verder"},
           {"> [!VIDEO https://example.nl/v]\n\nTekst.\n", "Tekst."},
           {"Een [!INCLUDE [naam](ontbreekt.md)] woord.\n", "Een woord."},
           {"[!code-csharp[Main](Program.cs?highlight=1)]\n\nTekst.\n", "Tekst."},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

TEST_CASE("the type of an alert is no text", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"> [!NOTE]\n> Let op de tram.\n", "Let op de tram."},
           {"> [!tip]- Een *titel*\n> Tekst.\n", "Een titel / Tekst."},
           {"> [!my-type|small]\n> Tekst.\n", "Tekst."},
           {"- punt\n\n  > [!WARNING]\n  > Pas op.\n", "punt / Pas op."},
           {"> tekst\n>\n> > [!CAUTION]\n> > Dieper.\n", "tekst / Dieper."},
           {"> [!ja](x) is een link\n", "!ja is een link"},
           {"Een zin met [!NOTE] erin.\n", "Een zin met [!NOTE] erin."},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

}  // namespace speur
