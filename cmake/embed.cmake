# cmake -DROOT=.. -DOUT=.. -DFILES=a;b -DNAMESPACE=.. -DNAME=.. -P embed.cmake: writes OUT, the files' bytes as the EmbeddedFiles NAMESPACE::NAME.
# Called by lofte_embed_files().
set(text "// Made by cmake/embed.cmake.\n#include \"base/embedded.h\"\n\nnamespace ${NAMESPACE} {\n\nextern const EmbeddedFiles ${NAME};\n\nnamespace {\n")
set(entries "")
set(index 0)
foreach(file ${FILES})
  file(READ ${ROOT}/${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(APPEND text "constexpr char kFile${index}[] = {${bytes}0};\n")
  string(APPEND entries "    {\"${file}\", {kFile${index}, sizeof(kFile${index}) - 1}},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND text "}  // namespace\n\nconst EmbeddedFiles ${NAME} = {\n${entries}};\n\n}  // namespace ${NAMESPACE}\n")
file(WRITE ${OUT} "${text}")
