#include <algorithm>
#include <cctype>

#include "datamap/reader_internal.h"

namespace lofte::datamap::reading {
namespace {

// Link names stand in expressions, so they are identifiers of the expression language.
bool RequireIdentifier(const text::Node::Entry& entry, Issues& issues) {
  const std::string& name = entry.key;
  bool ok = !name.empty() && !std::isdigit(static_cast<unsigned char>(name[0])) &&
            std::all_of(name.begin(), name.end(), [](unsigned char c) { return c == '_' || (c < 128 && std::isalnum(c)); });
  if (!ok)
    Report(issues, entry.key_span, "bad-name", "`" + name + "` is no name of a link",
           "write letters, digits and underscores, such as `sender_account`");
  return ok;
}

void ReadOn(const text::Node& node, Link& link, Issues& issues) {
  if (!RequireMap(node, "`on`", issues)) return;
  if (node.entries.empty()) Report(issues, node.span, "missing-key", "`on` needs at least one `own column: their column`");
  for (const text::Node::Entry& entry : node.entries) {
    if (RequireText(entry.value, "a column of the linked table", issues)) link.on.emplace_back(entry.key, entry.value.scalar);
  }
}

void ReadWhere(const text::Node& node, Link& link, Issues& issues) {
  if (!RequireMap(node, "`where`", issues)) return;
  for (const text::Node::Entry& entry : node.entries) {
    if (!RequireText(entry.value, "a value of `where`", issues)) continue;
    expr::Value value = ReadConstant(entry.value);
    if (std::holds_alternative<std::string>(value) || std::holds_alternative<std::int64_t>(value)) {
      link.fixed.emplace_back(entry.key, std::move(value));
    } else {
      Report(issues, entry.value.span, "unknown-value", "a value of `where` has to be a text or an integer",
             "put it in quotes if it is a text; other conditions belong in `any(link, ..)`");
    }
  }
}

void ReadLink(const text::Node::Entry& entry, TableMap& table, Issues& issues) {
  if (!RequireIdentifier(entry, issues) || !RequireMap(entry.value, "a link", issues)) return;
  text::RefuseUnknownKeys(entry.value, kLinkKeys, issues);
  Link link{entry.key, {}, {}, {}, entry.key_span};
  if (const text::Node* to = Require(entry.value, "to", "a link", issues); to && RequireText(*to, "`to`", issues)) {
    if (auto target = ReadTableName(to->scalar, to->span, issues)) link.to = *target;
    if (!link.to.store.empty() && link.to.store != table.name.store) {
      Report(issues, to->span, "link-across-stores",
             "a link can't lead from store `" + table.name.store + "` to store `" + link.to.store + "`",
             "a store can't join with another; keep the column that the rule reads in this store");
    }
  }
  if (const text::Node* on = Require(entry.value, "on", "a link", issues)) ReadOn(*on, link, issues);
  if (const text::Node* where = entry.value.Find("where")) ReadWhere(*where, link, issues);
  table.links.push_back(std::move(link));
}

void ReadPerson(const text::Node::Entry& entry, TableMap& table, Issues& issues) {
  if (!RequireWord(entry.key, entry.key_span, "a role", issues)) return;
  Person person{entry.key, {}, OfNull::kAbsent, false, entry.key_span};
  const text::Node* key = &entry.value;
  if (entry.value.is_map()) {
    text::RefuseUnknownKeys(entry.value, kPersonKeys, issues);
    person.of_null = ReadOfNull(entry.value, kPersonNulls, OfNull::kAbsent, issues);
    person.says_null = entry.value.Find("null") != nullptr;
    key = Require(entry.value, "key", "a person", issues);
  }
  if (key) {
    if (auto path = ReadColumnPath(*key, "a person's key", table, issues)) person.key = *path;
  }
  table.persons.push_back(std::move(person));  // kept even without a key, so that its role is known to the fields
}

void ReadTriggers(const text::Node& node, TableMap& table, Issues& issues) {
  if (!node.is_sequence()) {
    Report(issues, node.span, "wrong-shape", "`triggers` has to be a list of names of triggers", "write `triggers: [name, ..]`");
    return;
  }
  for (const text::Node& item : node.items) {
    if (!RequireText(item, "a trigger", issues)) continue;
    table.triggers.push_back(item.scalar);
    table.trigger_spans.push_back(item.span);
  }
}

// `event_id`, `month(cart.abandoned)`.
void ReadCellPart(const text::Node& node, TableMap& table, Issues& issues) {
  if (!RequireText(node, "a part of a cell", issues)) return;
  CellPart part{CellPart::Kind::kColumn, node.scalar, node.span};
  for (const auto& [word, kind] : {std::pair("month(", CellPart::Kind::kMonth), std::pair("year(", CellPart::Kind::kYear)}) {
    const std::string head = word;
    if (node.scalar.rfind(head, 0) != 0 || node.scalar.back() != ')') continue;
    part = {kind, node.scalar.substr(head.size(), node.scalar.size() - head.size() - 1), node.span};
    if (table.FindEvent(part.name) == nullptr)
      Report(issues, node.span, "unknown-event", "this table has no event `" + part.name + "`",
             Suggest(part.name, Names(table.events, &Event::name)));
    else if (table.FindEvent(part.name)->is_of_many())
      Report(issues, node.span, "cell-of-many", "event `" + part.name + "` is of other rows, which can be gone before this one is counted",
             "count by an event of the row itself");
  }
  table.cells->push_back(std::move(part));
}

void ReadAggregate(const text::Node& node, TableMap& table, Issues& issues) {
  if (!RequireMap(node, "`aggregate`", issues)) return;
  text::RefuseUnknownKeys(node, kAggregateKeys, issues);
  table.cells.emplace();
  table.cells_span = node.span;
  const text::Node* by = Require(node, "by", "`aggregate`", issues);
  if (by == nullptr) return;
  if (!by->is_sequence()) {
    Report(issues, by->span, "wrong-shape", "`by` has to be a list", "write `by: [month(cart.abandoned), event_id]`, coarsest first");
    return;
  }
  for (const text::Node& item : by->items) ReadCellPart(item, table, issues);
}

void ReadSection(const text::Node& node, std::string_view key, void (*read)(const text::Node&, TableMap&, Issues&), TableMap& table,
                 Issues& issues) {
  const text::Node* section = node.Find(key);
  if (section && RequireMap(*section, "`" + std::string(key) + "`", issues)) read(*section, table, issues);
}

}  // namespace

void ReadLinks(const text::Node& node, TableMap& table, Issues& issues) {
  for (const text::Node::Entry& entry : node.entries) ReadLink(entry, table, issues);
}

void ReadPersons(const text::Node& node, TableMap& table, Issues& issues) {
  for (const text::Node::Entry& entry : node.entries) ReadPerson(entry, table, issues);
}

void ReadTable(const text::Node::Entry& entry, DataMap& map, Issues& issues) {
  TableMap table;
  table.span = entry.key_span;
  auto name = ReadTableName(entry.key, entry.key_span, issues);
  if (!RequireMap(entry.value, "a table", issues) || !name) return;
  table.name = *name;
  text::RefuseUnknownKeys(entry.value, kTableKeys, issues);
  if (const text::Node* record = entry.value.Find("record"); record && RequireText(*record, "`record`", issues)) {
    table.record_span = record->span;
    if (RequireWord(record->scalar, record->span, "a group of data", issues)) table.record = record->scalar;
  }
  ReadSection(entry.value, "links", &ReadLinks, table, issues);
  ReadSection(entry.value, "persons", &ReadPersons, table, issues);
  Require(entry.value, "fields", "a table", issues);
  ReadSection(entry.value, "fields", &ReadFields, table, issues);
  ReadSection(entry.value, "events", &ReadEvents, table, issues);
  ReadSection(entry.value, "states", &ReadStates, table, issues);
  ReadSection(entry.value, "conditions", &ReadConditions, table, issues);
  ReadSection(entry.value, "serves", &ReadServes, table, issues);
  if (const text::Node* aggregate = entry.value.Find("aggregate")) ReadAggregate(*aggregate, table, issues);
  if (const text::Node* triggers = entry.value.Find("triggers")) ReadTriggers(*triggers, table, issues);
  map.tables.push_back(std::move(table));
}

}  // namespace lofte::datamap::reading
