#include "notice/words.h"

#include <set>
#include <utility>

namespace lofte::notice {

namespace {

// `activities.title` -> {`activities`, `title`}; `data` -> {`data`, ``}.
std::pair<std::string, std::string> SplitSection(const std::string& section) {
  const std::size_t dot = section.find('.');
  return dot == std::string::npos ? std::pair(section, std::string()) : std::pair(section.substr(0, dot), section.substr(dot + 1));
}

class Walk {
 public:
  Walk(const Words& words, Issues& issues) : words_(words), issues_(issues) {}

  void Visit(const Say& say) {
    if (say.kind == Say::Kind::kWord && !words_.Find(say)) Miss(say);
    for (const auto& [name, slot] : say.slots) Visit(slot);
    for (const Say& part : say.parts) Visit(part);
  }

  void Visit(const Block& block) {
    Visit(block.title);
    Visit(block.says);
    for (const Say& item : block.items) Visit(item);
    for (const Say& cell : block.head) Visit(cell);
    for (const auto& row : block.rows)
      for (const Say& cell : row) Visit(cell);
    for (const Block& each : block.blocks) Visit(each);
  }

 private:
  void Miss(const Say& say) {
    if (!missed_.emplace(say.section, say.key).second) return;
    const auto [section, field] = SplitSection(say.section);
    const std::string where = field.empty() ? "`" + section + ":`" : "`" + say.key + ":` of `" + section + ":`";
    Add(issues_,
        {Severity::kError, "missing-word",
         "no " + (field.empty() ? "" : "`" + field + "` ") + "word in `" + words_.language + "` for `" + say.key + "` of `" + section + "`",
         words_.span, "write `" + (field.empty() ? say.key : field) + ": ..` under " + where + " in " + words_.file});
  }

  const Words& words_;
  Issues& issues_;
  std::set<std::pair<std::string, std::string>> missed_;
};

}  // namespace

std::optional<std::string> Words::Find(const Say& word) const {
  if (const auto section = texts.find(word.section); section != texts.end())
    if (const auto found = section->second.find(word.key); found != section->second.end()) return found->second;
  if (const auto own = word.local.find(language); own != word.local.end() && !own->second.empty()) return own->second;
  if (!word.text.empty()) return word.text;
  return std::nullopt;
}

void CheckWords(const Notice& notice, const Words& words, Issues& issues) {
  Walk walk(words, issues);
  walk.Visit(notice.title);
  walk.Visit(notice.summary);
  for (const Block& section : notice.sections) walk.Visit(section);
}

}  // namespace lofte::notice
