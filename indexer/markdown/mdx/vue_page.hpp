#pragma once

#include "speur/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Works out the conditions of Vue in a page of VitePress (`v-if`, `v-else-if`, `v-else`, `v-show`), as far as the page
/// tells by literals and by constants of its `<script setup>`. An element that is not shown gets data-search-exclude, as
/// does one of which only the site knows; then a problem tells so. `<template>` becomes an element with text; `v-text`
/// and `{{ 'literals' }}` become the text that they show. The result has as many lines as the body.
[[nodiscard]] std::string plain_vue(std::string_view body, const Where& start, std::vector<Problem>& problems);

}  // namespace speur
