# What is installed, and the packages that `cpack` makes of it: speur, and libspeur-dev for programs of
# others. Included by the main CMakeLists.txt.
include(GNUInstallDirs)

# Manual pages and completions say what --help says, since the programs write them.
set(manual_folder ${PROJECT_BINARY_DIR}/manual)
set(manual_files)
find_program(SPEUR_GZIP gzip)
foreach(program speur speur-index)
  foreach(shell bash zsh fish)
    add_custom_command(OUTPUT ${manual_folder}/${shell}/${program}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${manual_folder}/${shell}
      COMMAND $<TARGET_FILE:${program}> --completions ${shell} > ${manual_folder}/${shell}/${program}
      DEPENDS ${program} VERBATIM)
    list(APPEND manual_files ${manual_folder}/${shell}/${program})
  endforeach()
  add_custom_command(OUTPUT ${manual_folder}/${program}.1
    COMMAND ${CMAKE_COMMAND} -E make_directory ${manual_folder}
    COMMAND $<TARGET_FILE:${program}> --manual-page > ${manual_folder}/${program}.1
    DEPENDS ${program} VERBATIM)
  list(APPEND manual_files ${manual_folder}/${program}.1)
  if(SPEUR_GZIP)
    add_custom_command(OUTPUT ${manual_folder}/${program}.1.gz
      COMMAND ${SPEUR_GZIP} -9nc ${manual_folder}/${program}.1 > ${manual_folder}/${program}.1.gz
      DEPENDS ${manual_folder}/${program}.1 VERBATIM)
    list(APPEND manual_files ${manual_folder}/${program}.1.gz)
    set(manual_suffix .gz)
  endif()
endforeach()
add_custom_target(manual ALL DEPENDS ${manual_files})

# The library: one archive of the rooms that searching and indexing need, and of what these use.
get_property(rooms GLOBAL PROPERTY SPEUR_ROOMS)
set(wanted indexer searcher/answer searcher/suggest)
set(library_rooms)
while(wanted)
  list(POP_FRONT wanted room)
  if(room IN_LIST library_rooms OR room MATCHES "^stemmers")
    continue()
  endif()
  list(APPEND library_rooms ${room})
  foreach(line ${rooms})
    if(line MATCHES "^${room}[|]([^|]*)[|]")
      string(REPLACE "," ";" used "${CMAKE_MATCH_1}")
      list(APPEND wanted ${used})
    endif()
  endforeach()
endwhile()
set(objects $<TARGET_OBJECTS:speur_stemmers> $<TARGET_OBJECTS:speur_word_forms>)
foreach(room ${library_rooms})
  string(REPLACE "/" "_" target speur_${room})
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "STATIC_LIBRARY")
    list(APPEND objects $<TARGET_OBJECTS:${target}>)
  endif()
endforeach()
# In a build that counts its work, what its code calls for that.
if(TARGET speur_uncounted)
  list(APPEND objects $<TARGET_OBJECTS:speur_uncounted>)
endif()
add_library(speur_library STATIC ${objects})
set_target_properties(speur_library PROPERTIES OUTPUT_NAME speur LINKER_LANGUAGE CXX)

# Headers that name no other library, and are the library's promise.
set(public_headers error filter page query ranking searcher site_index suggester)
list(TRANSFORM public_headers REPLACE "(.+)" "${PROJECT_SOURCE_DIR}/include/speur/\\1.hpp")

set(library_modules "xapian-core icu-uc icu-i18n fmt yaml-cpp libcmark gumbo libxxhash libzstd tomlplusplus")
if(marisa_FOUND)
  string(APPEND library_modules " marisa")
endif()
set(here ${CMAKE_CURRENT_LIST_DIR})
configure_file(${here}/speur.pc.in ${PROJECT_BINARY_DIR}/packages/speur.pc @ONLY)
configure_file(${here}/speurConfig.cmake.in ${PROJECT_BINARY_DIR}/packages/speurConfig.cmake @ONLY)
include(CMakePackageConfigHelpers)
# Before 1.0 a minor version may change the headers.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/packages/speurConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)

install(TARGETS speur speur-index RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT programs)
if(TARGET lexicon)
  install(FILES ${PROJECT_BINARY_DIR}/share/speur/lexicon-nl.speur
    DESTINATION ${CMAKE_INSTALL_DATADIR}/speur COMPONENT programs)
endif()
foreach(program speur speur-index)
  install(FILES ${manual_folder}/${program}.1${manual_suffix}
    DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT programs)
  install(FILES ${manual_folder}/bash/${program}
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT programs)
  install(FILES ${manual_folder}/zsh/${program} RENAME _${program}
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT programs)
  install(FILES ${manual_folder}/fish/${program} RENAME ${program}.fish
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT programs)
endforeach()
install(FILES ${here}/speur.service ${here}/speur.socket
  DESTINATION lib/systemd/system COMPONENT programs)
install(FILES ${here}/speur.sysusers RENAME speur.conf
  DESTINATION lib/sysusers.d COMPONENT programs)
install(DIRECTORY ${here}/examples DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/speur COMPONENT programs)
install(TARGETS speur_library ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(FILES ${public_headers} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/speur COMPONENT development)
install(FILES ${PROJECT_BINARY_DIR}/packages/speur.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
install(FILES ${PROJECT_BINARY_DIR}/packages/speurConfig.cmake
    ${PROJECT_BINARY_DIR}/packages/speurConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/speur COMPONENT development)
install(FILES ${PROJECT_SOURCE_DIR}/tests/library/example.cpp
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libspeur-dev/examples COMPONENT development)

# What Debian asks of the documentation of each package. Its date is that of the sources: of the last commit, or of
# the changelog where there is no git.
set(source_date "$ENV{SOURCE_DATE_EPOCH}")
if(source_date STREQUAL "")
  execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} log -1 --format=%ct
    OUTPUT_VARIABLE source_date OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
if(NOT source_date MATCHES "^[0-9]+$")
  file(TIMESTAMP ${PROJECT_SOURCE_DIR}/CHANGELOG.md source_date "%s" UTC)
endif()
set(SPEUR_MAINTAINER "Speur maintainers <maintainers@speur.example>" CACHE STRING
  "Who answers for the packages")
set(ENV{SOURCE_DATE_EPOCH} ${source_date})
string(TIMESTAMP changelog_date "%a, %d %b %Y %H:%M:%S +0000" UTC)
foreach(package speur libspeur-dev)
  set(component programs)
  if(package STREQUAL "libspeur-dev")
    set(component development)
  endif()
  set(folder ${PROJECT_BINARY_DIR}/packages/${package})
  file(WRITE ${folder}/changelog.Debian "speur (${PROJECT_VERSION}-1) unstable; urgency=medium\n\n"
    "  * What has changed stands in CHANGELOG.md of the sources.\n\n"
    " -- ${SPEUR_MAINTAINER}  ${changelog_date}\n")
  if(SPEUR_GZIP)
    execute_process(COMMAND ${SPEUR_GZIP} -9nf ${folder}/changelog.Debian)
    install(FILES ${folder}/changelog.Debian.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package}
      COMPONENT ${component})
  endif()
  install(FILES ${here}/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package}
    COMPONENT ${component})
endforeach()
# Which packages the programs were made of.
install(CODE "
  set(output \${CMAKE_INSTALL_PREFIX})
  set(output \$ENV{DESTDIR}\${output}/${CMAKE_INSTALL_DATADIR}/doc/speur/speur.spdx.json)
  set(version ${PROJECT_VERSION})
  set(source_date ${source_date})
  include(\"${here}/sbom.cmake\")" COMPONENT programs)

# What is packed has been built before: cpack builds no tests.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "${SPEUR_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "full-text search engine for Dutch Markdown sites")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL programs development)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${here}/same_times.cmake)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE "")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_NAME speur)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_CONTROL_EXTRA ${here}/postinst)
set(CPACK_COMPONENT_PROGRAMS_DESCRIPTION "Speur indexes the Markdown of a site made with MkDocs, Hugo, Jekyll or
Docusaurus, and answers searches on the command line and over HTTP. It knows
Dutch inflections and compounds, and counts the front matter as facets.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libspeur-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
# Which libraries Boost.JSON comes with differs by release.
execute_process(COMMAND dpkg-query -W -f "\${db:Status-Status} \${Package}\n" "libboost-json1*-dev"
  OUTPUT_VARIABLE boost_packages ERROR_QUIET)
# Others, which conflict with it, are told as "not-installed".
string(REGEX MATCH "(^|\n)installed (libboost-json[0-9.]+-dev)" boost_package "${boost_packages}")
set(boost_package "${CMAKE_MATCH_2}")
string(JOIN ", " CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS libxapian-dev libicu-dev libfmt-dev
  libyaml-cpp-dev libcmark-dev libgumbo-dev libxxhash-dev libzstd-dev libtomlplusplus-dev libmarisa-dev ${boost_package})
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS speur)
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Speur indexes the Markdown of a site, and answers searches. This package has
the headers and the static library for programs that search an index, complete
what is typed, or index pages that they have in memory.")
include(CPack)
