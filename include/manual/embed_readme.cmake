# cmake -D README=README.md -D OUTPUT=readme_text.cpp -P embed_readme.cmake
# Writes the README as a C++ string: `speur help` and the manual pages show its chapters.
file(READ ${README} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
# No string literal is as long as a file.
string(REGEX REPLACE "(................................................................)"
  "\\1\"\n\"" bytes "${bytes}")
file(WRITE ${OUTPUT} "#include <string_view>\n\nnamespace speur {\n\n"
  "extern const std::string_view readme_text;\nnamespace {\nconstexpr char bytes[] =\n\"${bytes}\";\n}\n"
  "const std::string_view readme_text{bytes, sizeof bytes - 1};\n\n}  // namespace speur\n")
