#pragma once

#include "indexer/markdown/source/page_value.hpp"
#include "speur/error.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Where conditions of Vue stand.
enum class VuePlace : unsigned char {
  vitepress,  ///< a page of VitePress, all of which is a template of Vue
  markdown,   ///< raw HTML in Markdown, of which Vue may make something in the browser
  html,       ///< a page of HTML, likewise
};

/// Works out the conditions of Vue (`v-if`, `v-else-if`, `v-else`, `v-show`), as far as the page tells by literals. An
/// element that is not shown gets data-search-exclude. In VitePress, constants of the page's `<script setup>` and the
/// front matter's `values` (`$frontmatter.naam`) count, too, and an element of which only the site knows is excluded;
/// then a problem tells so. There `<template>` becomes an element with text, and `v-text` and `{{ 'literals' }}` become
/// the text that they show. The result has as many lines as the body.
[[nodiscard]] std::string plain_vue(std::string_view body, VuePlace place, const Where& start,
                                    std::vector<Problem>& problems, std::span<const PageValue> values = {});

/// Whether a text may hold anything that plain_vue() would change.
[[nodiscard]] bool may_hold_vue(std::string_view text, VuePlace place);

}  // namespace speur
