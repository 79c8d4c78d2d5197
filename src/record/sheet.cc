#include "record/sheet.h"

#include <algorithm>

#include "base/table.h"
#include "base/words.h"
#include "record/cells.h"

namespace lofte::record {

using policy::Role;

namespace {

// layout, role, columns
const std::vector<TableRow>& Layouts() {
  static const std::vector<TableRow> rows = ReadRows("layouts.tsv", BytesOf(kPhraseFiles, "layouts.tsv"));
  return rows;
}

// `purpose:b` -> (`purpose`, `b`).
Column ColumnOf(const std::string& word, Role role, const Phrases& phrases) {
  const std::size_t at = word.find(':');
  const std::string id = word.substr(0, at);
  // The record of a processor names itself where that of a controller names the controller.
  const std::string heading = role == Role::kProcessor && id == "controller" ? "party.processor" : "column." + id;
  Column column{id, phrases.Say(heading), ""};
  if (at != std::string::npos)
    column.article = phrases.Say("article.30", {{"paragraph", role == Role::kController ? "1" : "2"}, {"letter", word.substr(at + 1)}});
  return column;
}

std::vector<Column> ColumnsOf(const std::string& layout, Role role, const Phrases& phrases) {
  std::vector<Column> columns;
  for (const TableRow& line : Layouts()) {
    if (line.at(0) != layout || line.at(1) != (role == Role::kController ? "controller" : "processor")) continue;
    for (const std::string& word : SplitWords(line.at(2))) columns.push_back(ColumnOf(word, role, phrases));
  }
  if (columns.empty()) Panic("no layout `" + layout + "`");
  return columns;
}

void AddFact(Facts& facts, const std::string& heading, const std::string& text) {
  if (!text.empty()) facts.emplace_back(heading, text);
}

Facts FactsOf(const Record& record, const std::string& layout, bool is_processor_alone, const Phrases& phrases) {
  Facts facts;
  AddFact(facts, phrases.Say(is_processor_alone ? "party.processor" : "party.controller"), record.controller.name);
  AddFact(facts, phrases.Say("party.number"), record.controller.organisation_number);
  AddFact(facts, phrases.Say("party.address"), record.controller.address);
  AddFact(facts, phrases.Say("party.country"), record.controller.country);
  AddFact(facts, phrases.Say("party.email"), record.controller.email);
  AddFact(facts, phrases.Say("party.phone"), record.controller.phone);
  for (const Party& joint : record.joint) AddFact(facts, phrases.Say("party.joint"), PartyText(joint));
  if (record.representative) AddFact(facts, phrases.Say("party.representative"), PartyText(*record.representative));
  AddFact(facts, phrases.Say("party.officer"), OfficerText(record, phrases));
  AddFact(facts, phrases.Say("front.authority"), record.authority);
  if (record.is_draft) AddFact(facts, phrases.Say("front.status"), phrases.Say("front.draft"));
  if (record.effective) AddFact(facts, phrases.Say("front.effective"), time::Format(*record.effective));
  AddFact(facts, phrases.Say("front.policy"), record.policy_sha256);
  AddFact(facts, phrases.Say("front.layout"), phrases.Say("layout." + layout));
  return facts;
}

}  // namespace

std::vector<std::string> Templates() {
  std::vector<std::string> names;
  for (const TableRow& line : Layouts()) AddOnce(names, line.at(0));
  return names;
}

std::string TemplateOf(const std::string& country) {
  std::string name = country;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const std::vector<std::string> names = Templates();
  return std::find(names.begin(), names.end(), name) == names.end() ? names.front() : name;
}

std::vector<std::string> LanguagesOf(const std::string& layout) {
  for (const TableRow& line : Layouts())
    if (line.at(0) == layout && line.at(1) == "languages") return SplitWords(line.at(2));
  return {};
}

Sheet LayOut(const Record& record, Role role, const std::string& layout, const Phrases& phrases, bool with_front) {
  const std::string of = role == Role::kController ? "controller" : "processor";
  Sheet sheet{role, phrases.Say("title." + of), phrases.Say("sheet." + of), ColumnsOf(layout, role, phrases), {}, {}};
  for (const Entry& entry : record.entries) {
    if (entry.role != role) continue;
    std::vector<std::string>& row = sheet.rows.emplace_back();
    for (const Column& column : sheet.columns) row.push_back(CellText(column.id, entry, record, phrases, with_front));
    sheet.ids.push_back(entry.activity);
  }
  return sheet;
}

Book BookOf(const Record& record, const std::string& layout, const Phrases& phrases) {
  Book book{record.language, record.controller.name, record.effective.value_or(time::Day{}), {}, {}};
  for (const Role role : kBothRoles)
    if (record.Has(role)) book.sheets.push_back(LayOut(record, role, layout, phrases, true));
  const bool is_processor_alone = book.sheets.size() == 1 && book.sheets.front().role == Role::kProcessor;
  book.front = {phrases.Say("title"),          phrases.Say("front.law"),
                phrases.Say("sheet.front"),    FactsOf(record, layout, is_processor_alone, phrases),
                phrases.Say("front.measures"), record.measures,
                phrases.Say("front.asked"),    phrases.Say("front.more")};
  return book;
}

}  // namespace lofte::record
