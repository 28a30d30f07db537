#pragma once

#include <array>
#include <string_view>

namespace speur {

/// Pieces of what pages are written in: each mark of the Markdown dialects, of the generators' own
/// languages and of HTML that is read by itself, with an end and without. A page of the growth test
/// repeats one or several of them.
inline constexpr auto body_fragments = std::to_array<std::string_view>({
    // Text and white space.
    "a", "a ", "a\n", "a\n\n", " ", "\t", "    ", "\n", "\r\n", "\\", "\\\n", "  \n", "\u00e9", "\u200b",
    "&", "&amp;", "&#38;", "\x01", "\xff", "aB.c ", "a_b ", "a-b-", "1", "1. ", "\u2019",
    // Blocks.
    "# ", "# a\n", "#", "# a_1\n\n", "# a {#b}\n", "a\n===\n", "a\n---\n", "===\n", "---\n", "***\n", "> ", ">",
    "> a\n", "> [!NOTE]\n", "> [!a\n", "- ", "- a\n", "  - a\n", "* ", "1. a\n", "- [ ] a\n", "```\n", "```a\n",
    "~~~\n", "> ```\n", "- ```\n", "```` a {.b}\n", "    a\n", "|", "| a ", "|a|b|\n", "|-|-|\n", "|a|\n|-|\n", ": ",
    ": a\n", "a\n: b\n", "\n:   a\n\n", "[^a]", "[^a]: b\n", "[^a]:", "*[A]: b\n", "*[A]", "[a]: b\n", "[a]: b \"c\n",
    "!!! a\n", "!!! a \"b\"\n    c\n", "!!!", "??? a\n", "???+ a \"b\n", "=== \"a\"\n", "=== \"a\n    b\n", "/// a\n",
    "///\n", "//// a | b\n", "::: a\n", ":::\n", ":::a{b}\n", ":::a[", "::a[b]{c}\n", ":::", "--8<-- \"a\"\n", "--8<--\n",
    "$$\n", "$$", "$a$", "{: .a}\n", "{: .a", "{:a: b}\n", "{: data-search-exclude}\n", "{ .a }", "{#a}", "{a}",
    "{.a data-search-exclude}", "## a { data-search-exclude }\n", "[TOC]\n",
    // Inline.
    "[", "]", "[]", "](", "](a", "[a](b)", "[a](b \"", "[a](<b", "[a][b]", "![", "![a](b)", "[[a]]", "[[", "(", ")",
    "*", "**", "***a", "_", "__", "a*b_c", "*a*", "**a**", "*a", "_a", "`", "``", "`a`", "`` ` ", "~", "~~", "~~a", "^",
    "^^", "==", "==a", "++", "++a", "{++", "++}", "{--", "{~~a~>b~~}", "{>>", "{==", "<<", ">>", ":a:", ":a", ":",
    "http://a.b/c ", "http://", "www.a", "a@b.c ", "<http://a>", "<a@b", "\"", "'", "\"a", "--", "...", "(c)", "!", "!a",
    // Generators.
    "{{", "}}", "{{ a }}", "{{ a", "{{ \"", "{%", "%}", "{% a %}", "{% a", "{% raw %}", "{% include a %}\n",
    "{% for a in (1..3) %}", "{% for a in b %}", "{% endfor %}", "{% break %}", "{% if a %}", "{% else %}", "{% endif %}",
    "{% assign a = b | split: 'c' %}", "{% capture a %}", "{% endcapture %}", "{% included a=b %}", "{% endincluded %}",
    "{%- a -%}", "{{ a.b[0] | c: 'd' }}",
    "{{< a >}}", "{{< a ", "{{< a \" ", "{{< /a >}}", "{{% a %}}", "{{</* a */>}}", "{#", "#}", "{", "}", "{a ", "{'b'}",
    "{/*", "*/}", "export const a = {\n", "export const a = {", "import a from 'b'\n", "import {", "[!a]", "[!div ",
    "{false && (\n", ")}\n", "{a ? b : c}", "{`a${", "{`a`}", "<a {...b}>", "<a b={`", "<A b={<c>}/>", "export default (",
    "<a v-if=\"false\">", "<a v-if=\"b\">", "<a v-else>", "<template v-if=\"false\">\n", "</template>\n", "<a v-pre>",
    "{{< highlight a >}}\n", "{{< /highlight >}}", "{% highlight a %}", "{% endhighlight %}", "endhighlight", "{% comment %}",
    "{% endcomment %}", "{::options ", "{::options a=\"b\" /}\n", "{::comment}", "{:/comment}", "{::nomarkdown}", "[[toc]]",
    ":::code ", ":::code source=\"a\":::\n", "[!include", "[!code-a[b](c)]\n", "# [a](#tab/b)\n", "](#tab/", "![[", "\\[",
    "<Badge ", "<a v-html=\"b\">", "<script setup>\nconst a = ref(", "<!-- @include: a -->\n", "<template #a>\n", "{...a}", "a => ",
    "a ?? b", "a && ", "{{{", "{{ $frontmatter.a }}", "{{ page.a }}", "{% when a %}", "{% case a %}", "{% tablerow a in b %}",
    "{{ a ? 'b' : 'c' }}", "[!INCLUDE [a](b)]", "[!code", "<<< @/a\n", "@a", "<xref:a>", "<!-- md:a -->",
    // HTML.
    "<", ">", "</", "/>", "<a", "<a>", "</a>", "<a ", "<a b", "<a b=", "<a b=\"", "<a \"", "<a b='c'>", "<a\n", "<b>",
    "</b>", "<b><i>", "<p>", "</p>", "<p>\n\n", "<div>", "</div>", "<div>\n", "<div>\n\n", "</div>\n\n", "<div\n",
    "<div markdown>\n", "<div markdown=\"1\">a\n", "<span>", "<li>", "<ul><li>", "<dd>", "<dt>", "<li><dd>", "<rt>",
    "<ruby>", "<optgroup>", "<option>", "<select>", "<table>", "</table>", "<table><tr><td>", "<tr>", "<td>", "<td>\n\n",
    "<table>a", "<caption>", "<col>", "<template>", "<svg>", "<math>", "<svg><a>", "<pre>", "</pre>", "<pre>\n", "<code>",
    "<pre><code>\n", "<script>", "</script>", "<style>", "<textarea>", "<title>", "<!--", "-->", "<!-- a -->", "<!--\n",
    "<?", "?>", "<!a", "<![CDATA[", "]]>", "<h1>", "<h2>a</h2>", "<h2", "</h2>", "<br>", "<img alt=\"a\">", "<input",
    "<x-y>", "</x-y>", "<x-y data-search-exclude>", "<x-y data-search-exclude>\n\n", "<p data-search-exclude>",
    "<div data-search-exclude>\n", "<h2 data-search-exclude>a\n", "<details><summary>", "<A>", "<Tabs>\n", "</Tabs>\n",
    "<Tabs a={", "<iframe>", "<noscript>", "<form>", "<button>", "<font>", "<nobr>", "<frameset>", "<body>", "<hr>", "<blockquote>", "<abcdefgh", "<abcdefgh markdown=1>\n", "<html>",
    "<plaintext>", "<xmp>", "<a href=b>\n", "a<b c=\"",
});

/// Pieces of the three languages of front matter. The first of each row is what stands before them.
inline constexpr auto yaml_fragments = std::to_array<std::string_view>({
    "a: b\n", "a:\n", "a: [", "[", "]", "[a, ", "{", "}", "{a: ", "a: {b: c}\n", "- ", "- a\n", "  - a\n", "  ", " a:\n",
    "? ", "? a\n", ": ", "&a ", "*a ", "a: &b c\n", "a: *b\n", "<<: *a\n", "!a ", "!!a b\n", "\"", "'", "\"a\"\n", "a: \"b\n",
    "a: 'b''\n", "|\n", "a: |\n  b\n", "a: >\n\n", "# a\n", "a #b\n", "a, ", "---\n ", "%a\n", "\t", "@a", "`a", "\\",
    "a: 2024-01-01\n", "a: 1\n", "a: null\n", "a: true\n", "\n", "\r\n", "tags: [a, b]\n", "tags: a b\n", "title: a\n",
    "a: \"\\x41", "- - ", "a: b: c\n", ",", "\u00e9", "a.b: c\n", "- {a: b}\n", "- a: b\n",
});
inline constexpr auto toml_fragments = std::to_array<std::string_view>({
    "a = 1\n", "a = [", "[", "]", "[a]\n", "[[a]]\n", "[a.b]\n", "[[a.b]]\n", "a.b = 1\n", "a.", "a = {b = 1}\n", "a = {", "{",
    "}", "{a = ", "b = 1, ", "a = \"b\"\n", "a = \"", "\"", "'", "\"\"\"", "'''", "a = \"\"\"\n", "\\", "\\u0041", "# a\n", ",",
    "1, ", "1_", "2024-01-01, ", "\n", "\r\n", "[a]\nb = 1\n", "[[a]]\nb = {c = 1}\n", "\"a\" = 1\n", "a = [{b = 1}, ",
    "{b = [", "true, ", "= ", "\t", "\u00e9",
});
inline constexpr auto json_fragments = std::to_array<std::string_view>({
    "\"a\": 1, ", "\"a\": [", "[", "]", "{", "}", "{\"a\": ", "\"a\": {\"b\": 1}, ", "\"", "\\\"", "\\u0041", "\\", ",", ":", "1, ",
    "1", "-1e", "true, ", "null, ", "\"a\", ", "\n", " ", "\"a\": \"b\",\n", "\u00e9", "{}", "[], ", "'", "/*", "//",
});

}  // namespace speur
