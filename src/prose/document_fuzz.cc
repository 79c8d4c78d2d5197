// Any bytes, in each format: Read ends, and what it gives keeps the promises of its header.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "prose/document.h"

namespace {

using lofte::prose::Block;
using lofte::prose::Format;

void CheckBlock(const Block& block, std::string_view source) {
  if (block.text.empty() || block.at.size() != block.text.size()) lofte::Panic("a block without text, or a byte without a place");
  std::uint32_t last = block.at.front();
  for (const std::uint32_t at : block.at) {
    if (at < last || at >= source.size() + 1) lofte::Panic("a place that falls, or is not in the file");
    last = at;
  }
  if (block.end < last || block.end > source.size()) lofte::Panic("a block that ends before its last byte, or after the file");
  if (block.line == 0) lofte::Panic("a block without a line");
  if ((block.kind == Block::Kind::kCell) != (block.table >= 0)) lofte::Panic("a cell without a table, or the other way");
}

void ReadAs(Format format, std::string_view source) {
  const auto document = lofte::prose::Read(source, "fuzz", format);
  if (!document) {
    if (document.error().message.empty()) lofte::Panic("no document and no reason");
    return;
  }
  bool text = false;
  for (const Block& block : document->blocks) {
    CheckBlock(block, source);
    text = text || !block.beside;
  }
  if (!text) lofte::Panic("a document of which nothing is its text");
  if (lofte::prose::VisibleText(*document).empty()) lofte::Panic("a text that cannot be seen");
}

}  // namespace

// The first byte says which format.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view source(reinterpret_cast<const char*>(data) + 1, size - 1);
  ReadAs(static_cast<Format>(data[0] % 3), source);
  return 0;
}
