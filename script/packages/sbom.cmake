# Writes the bill of materials in SPDX 2.3 to `output`: each Debian package whose code or data the
# programs are made of, in the version that the build used. Variables: output, version, source_date.
# It is run by the installation, which has no policies of the project's.
cmake_policy(VERSION 3.25)
set(linked libxapian-dev libicu-dev libyaml-cpp-dev libcmark-dev libgumbo-dev libfmt-dev libspdlog-dev
  libxxhash-dev libzstd-dev libtomlplusplus-dev libmarisa-dev libjemalloc-dev zlib1g-dev libbrotli-dev libboost-json1*-dev)
set(compiled_in libcli11-dev libboost1*-dev hunspell-nl wdutch dict-freedict-eng-nld
  dict-freedict-nld-*)

set(packages "")
set(relations "")
foreach(kind linked compiled_in)
  foreach(pattern ${${kind}})
    execute_process(COMMAND dpkg-query -W -f "\${db:Status-Status} \${Package} \${Version}\n" ${pattern}
      OUTPUT_VARIABLE found ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(REPLACE "\n" ";" found "${found}")
    list(SORT found)
    foreach(line ${found})
      if(NOT line MATCHES "^installed ([^ ]+) ([^ ]+)$")
        continue()
      endif()
      set(name ${CMAKE_MATCH_1})
      set(package_version ${CMAKE_MATCH_2})
      string(REGEX REPLACE "[^A-Za-z0-9.-]" "-" id "SPDXRef-${name}")
      string(APPEND packages ",\n    {\"SPDXID\": \"${id}\", \"name\": \"${name}\", "
        "\"versionInfo\": \"${package_version}\",\n     \"downloadLocation\": \"NOASSERTION\", "
        "\"filesAnalyzed\": false, \"licenseConcluded\": \"NOASSERTION\",\n     "
        "\"externalRefs\": [{\"referenceCategory\": \"PACKAGE-MANAGER\", \"referenceType\": \"purl\", "
        "\"referenceLocator\": \"pkg:deb/debian/${name}@${package_version}\"}]}")
      if(kind STREQUAL "linked")
        string(APPEND relations ",\n    {\"spdxElementId\": \"SPDXRef-speur\", "
          "\"relationshipType\": \"DEPENDS_ON\", \"relatedSpdxElement\": \"${id}\"}")
      else()
        string(APPEND relations ",\n    {\"spdxElementId\": \"SPDXRef-speur\", "
          "\"relationshipType\": \"CONTAINS\", \"relatedSpdxElement\": \"${id}\"}")
      endif()
    endforeach()
  endforeach()
endforeach()

set(ENV{SOURCE_DATE_EPOCH} ${source_date})
string(TIMESTAMP created "%Y-%m-%dT%H:%M:%SZ" UTC)
file(WRITE ${output} "{
  \"spdxVersion\": \"SPDX-2.3\", \"dataLicense\": \"CC0-1.0\", \"SPDXID\": \"SPDXRef-DOCUMENT\",
  \"name\": \"speur-${version}\",
  \"documentNamespace\": \"urn:speur:sbom:${version}:${source_date}\",
  \"creationInfo\": {\"created\": \"${created}\", \"creators\": [\"Tool: cmake\"]},
  \"packages\": [
    {\"SPDXID\": \"SPDXRef-speur\", \"name\": \"speur\", \"versionInfo\": \"${version}\",
     \"downloadLocation\": \"NOASSERTION\", \"filesAnalyzed\": false,
     \"licenseConcluded\": \"GPL-3.0-or-later\", \"licenseDeclared\": \"GPL-3.0-or-later\"}${packages}
  ],
  \"relationships\": [
    {\"spdxElementId\": \"SPDXRef-DOCUMENT\", \"relationshipType\": \"DESCRIBES\", \"relatedSpdxElement\": \"SPDXRef-speur\"}${relations}
  ]
}
")
