# What cpack packs has the date of the sources, so that two builds make the same bytes.
if(NOT DEFINED ENV{SOURCE_DATE_EPOCH})
  return()
endif()
file(GLOB_RECURSE files LIST_DIRECTORIES true ${CPACK_TEMPORARY_DIRECTORY}/*)
foreach(file ${files})
  execute_process(COMMAND touch -h -d @$ENV{SOURCE_DATE_EPOCH} ${file})
endforeach()
