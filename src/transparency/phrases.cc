#include "transparency/phrases.h"

#include <algorithm>

#include "base/table.h"
#include "base/words.h"

namespace lofte::transparency {

// Made by cmake/embed_text.cmake from data/phrases.tsv.
extern const std::string_view kPhrasesTable;

namespace {

const std::vector<TableRow>& Rows() {
  static const std::vector<TableRow> rows = ReadTable("the table of phrases", kPhrasesTable);
  return rows;
}

}  // namespace

std::vector<std::string> Phrases::Languages() { return {Rows().front().begin() + 1, Rows().front().end()}; }

Result<Phrases> Phrases::In(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  const TableRow& head = Rows().front();
  const auto found = std::find(head.begin() + 1, head.end(), primary);
  if (found != head.end()) return Phrases(static_cast<std::size_t>(found - head.begin()));
  return Fail(ErrorCode::kInvalid, "there are no sentences in `" + std::string(language) + "`: choose one of " + Quoted(Languages()));
}

std::string Phrases::Say(const std::string& key, const std::string& what) const {
  const auto row = std::find_if(Rows().begin(), Rows().end(), [&](const TableRow& each) { return each.front() == key; });
  if (row == Rows().end()) Panic("no phrase for " + key);
  std::string text = row->at(column_);
  if (const std::size_t at = text.find("{}"); at != std::string::npos) text.replace(at, 2, what);
  return text;
}

}  // namespace lofte::transparency
