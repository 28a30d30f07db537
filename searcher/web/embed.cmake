# cmake -D OUTPUT=web_files_content.cpp -D FOLDER=searcher/web -P embed.cmake
# Writes the files that the server serves as C++.
set(text "#include \"searcher/web/web_files.hpp\"\n\nnamespace speur::http {\nnamespace {\n\n")
set(files "")
foreach(entry "web_script speur.js text/javascript" "web_style speur.css text/css"
    "web_material speur-material.js text/javascript"
    "web_openapi openapi.json application/json")
  separate_arguments(parts UNIX_COMMAND "${entry}")
  list(GET parts 0 variable)
  list(GET parts 1 name)
  list(GET parts 2 type)
  file(READ ${FOLDER}/${name} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
  # No string literal is as long as a file.
  string(REGEX REPLACE "(................................................................)"
    "\\1\"\n\"" bytes "${bytes}")
  string(APPEND text "constexpr char ${variable}_bytes[] =\n\"${bytes}\";\n\n")
  string(APPEND files "const WebFile ${variable} = {\"${name}\", \"${type}; charset=utf-8\",\n"
    "    {${variable}_bytes, sizeof ${variable}_bytes - 1}};\n")
endforeach()
string(APPEND text "}  // namespace\n\n${files}\n}  // namespace speur::http\n")
file(WRITE ${OUTPUT} "${text}")
