# lofte_module(NAME [DEPENDS module..] [LIBRARIES target..])
#
# One folder of src/ = one static library lofte_NAME = one namespace. Sources are all *.cc of the folder; *_test.cc become one
# unity-built test executable NAME_test, *_fuzz.cc and *_bench.cc are built by fuzz/ and bench/.
function(lofte_module name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "(_(test|fuzz|bench)|/main)\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  if(NOT sources)
    set(sources ${CMAKE_SOURCE_DIR}/cmake/empty.cc)
  endif()
  add_library(lofte_${name} STATIC ${sources})
  target_include_directories(lofte_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  list(TRANSFORM ARG_DEPENDS PREPEND lofte_)
  target_link_libraries(lofte_${name} PUBLIC ${ARG_DEPENDS} ${ARG_LIBRARIES})
  if(LOFTE_TESTS AND tests)
    lofte_test(${name}_test SOURCES ${tests} DEPENDS ${name})
  endif()
endfunction()

# lofte_test(NAME [SOURCES file..] [DEPENDS module..] [LIBRARIES target..]): a GoogleTest executable, unity-built, one ctest entry. Without
# SOURCES it is made of all *.cc of the folder but main.cc, so that no test is left out by oversight.
function(lofte_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LIBRARIES" ${ARGN})
  if(NOT ARG_SOURCES)
    file(GLOB ARG_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
    list(FILTER ARG_SOURCES EXCLUDE REGEX "/main\\.cc$")
  endif()
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
  list(TRANSFORM ARG_DEPENDS PREPEND lofte_)
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} ${ARG_LIBRARIES} GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE LOFTE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  add_test(NAME ${LOFTE_TEST_PREFIX}${name} COMMAND ${name})
endfunction()

# lofte_embed(NAME SYMBOL FILE): carries a file of this folder in the module, as `extern const std::string_view lofte::NAME::SYMBOL`.
function(lofte_embed name symbol file)
  set(input ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${symbol}_embedded.cc)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DFILE=${input} -DOUT=${output} -DNAMESPACE=lofte::${name} -DSYMBOL=${symbol} -P ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
    DEPENDS ${input} ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake VERBATIM)
  target_sources(lofte_${name} PRIVATE ${output})
endfunction()

# lofte_embed_files(NAME VECTOR name [ROOT folder] FILES path..): carries files in the module, as `lofte::NAME::VECTOR`, an EmbeddedFiles
# (base/embedded.h). Paths are under ROOT, by default this folder.
function(lofte_embed_files name)
  cmake_parse_arguments(ARG "" "VECTOR;ROOT" "FILES" ${ARGN})
  if(NOT ARG_ROOT)
    set(ARG_ROOT ${CMAKE_CURRENT_SOURCE_DIR})
  endif()
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${ARG_VECTOR}_embedded.cc)
  set(inputs ${ARG_FILES})
  list(TRANSFORM inputs PREPEND ${ARG_ROOT}/)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DROOT=${ARG_ROOT} -DOUT=${output} "-DFILES=${ARG_FILES}" -DNAMESPACE=lofte::${name}
      -DNAME=${ARG_VECTOR} -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${inputs} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
  target_sources(lofte_${name} PRIVATE ${output})
endfunction()
