# cmake -DROOT=.. -DOUT=.. -DNAMESPACE=lint -DHEADER=lint/tables.h -DFILES=a.tsv;b.tsv -P embed_tables.cmake: writes OUT, which defines
# `std::string_view NAMESPACE::TableText(std::string_view file)`, the bytes of the tables, "" for another.
set(text "// Made by cmake/embed_tables.cmake.\n#include \"${HEADER}\"\n\nnamespace lofte::${NAMESPACE} {\n\nnamespace {\n")
set(cases "")
set(index 0)
foreach(file ${FILES})
  file(READ ${ROOT}/${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(APPEND text "constexpr char kTable${index}[] = {${bytes}0};\n")
  string(APPEND cases "  if (file == \"${file}\") return {kTable${index}, sizeof(kTable${index}) - 1};\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND text "}  // namespace\n\nstd::string_view TableText(std::string_view file) {\n${cases}  return {};\n}\n\n}  // namespace lofte::${NAMESPACE}\n")
file(WRITE ${OUT} "${text}")
