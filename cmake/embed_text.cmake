# cmake -DFILE=.. -DOUT=.. -DNAMESPACE=.. -DSYMBOL=.. -P embed_text.cmake: writes OUT, the file's bytes as the std::string_view NAMESPACE::SYMBOL.
file(READ ${FILE} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
file(WRITE ${OUT} "// Made by cmake/embed_text.cmake.\n#include <string_view>\n\nnamespace ${NAMESPACE} {\n
extern const std::string_view ${SYMBOL};\nstatic constexpr char kBytesOf_${SYMBOL}[] = {${bytes}0};
const std::string_view ${SYMBOL}{kBytesOf_${SYMBOL}, sizeof(kBytesOf_${SYMBOL}) - 1};\n\n}  // namespace ${NAMESPACE}\n")
