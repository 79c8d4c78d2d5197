#include "prose/document.h"
#include "base/limits.h"
// Interim plain reader, replaced by the module's own.
namespace lofte::prose {
Result<Document> Read(std::string_view bytes, std::string_view, std::optional<Format>) {
  Document d;
  std::size_t line = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    std::size_t e = bytes.find('\n', i); if (e == std::string_view::npos) e = bytes.size();
    ++line;
    std::size_t b = i; 
    auto blank=[&](std::size_t k){return bytes[k]==' '||bytes[k]=='\r'||bytes[k]=='\t';};
    Block block; 
    while (b < e && blank(b)) ++b;
    bool more = true;
    while (more && b < e) {
      more = false;
      for (std::string_view g : {"•", "-", "*", "·", "–"}) {
        if (bytes.compare(b, g.size(), g) == 0 && (b+g.size()>=e || bytes[b+g.size()]==' ')) { block.kind = Block::Kind::kItem; block.level=1; b += g.size(); while (b<e && blank(b)) ++b; more = true; }
      }
    }
    if (block.kind != Block::Kind::kItem) {
      std::size_t k = b; while (k < e && ((bytes[k]>='0'&&bytes[k]<='9')||bytes[k]=='.')) ++k;
      if (k > b && k < e && bytes[b] != '.' && (bytes[k-1]=='.' || bytes[k]==' ') && e-b < 90 && k-b<6 && bytes.find(". ",k)>=e) { block.kind = Block::Kind::kHeading; block.level=1; block.number = std::string(bytes.substr(b,k-b)); if(block.number.back()=='.')block.number.pop_back(); b = k; while (b<e && (blank(b)||bytes[b]=='-')) ++b; }
    }
    for (std::size_t k = b; k < e; ++k) {
      if (bytes.compare(k, 6, "<br />") == 0) { block.text += '\n'; block.at.push_back(k); k += 5; continue; }
      char c = bytes[k]; if (c=='\r'||c=='\t') c=' ';
      if (c==' ' && (block.text.empty() || block.text.back()==' ')) continue;
      block.text += c; block.at.push_back(k);
    }
    while (!block.text.empty() && block.text.back()==' ') { block.text.pop_back(); block.at.pop_back(); }
    block.line = line; block.end = block.at.empty()? b : block.at.back()+1;
    if (!block.text.empty()) d.blocks.push_back(block);
    i = e + 1;
  }
  return d;
}
}
