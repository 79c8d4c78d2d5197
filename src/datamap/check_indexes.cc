// Columns by which rows are looked up from other tables, and which no index serves. The answer is right without one; the time it takes
// grows with the product of both tables.
#include <algorithm>
#include <set>

#include "datamap/check.h"
#include "datamap/check_internal.h"

namespace lofte::datamap {
namespace {

using checking::AddWarning;
using checking::Contains;
using checking::Quoted;
using Columns = std::vector<std::string>;

std::string Listed(const Columns& columns) {
  std::string text;
  for (const std::string& column : columns) text += (text.empty() ? "" : ", ") + column;
  return text;
}

class IndexCheck {
 public:
  IndexCheck(const DataMap& map, const stores::Catalogue& catalogue, Issues& issues) : map_(map), catalogue_(catalogue), issues_(issues) {}

  void Run() {
    for (const TableMap& table : map_.tables) {
      const stores::Table* live = catalogue_.Find(table.name);
      if (live == nullptr) continue;
      for (const Person& person : table.persons) CheckPerson(person, table, *live);
      for (const stores::ForeignKey& key : live->foreign_keys) CheckForeignKey(key, table, *live);
      for (const Link& link : table.links) CheckLink(link, table);
    }
  }

 private:
  // Whoever's rows these are: asked before the person's row goes, or before the row that the person is read in.
  void CheckPerson(const Person& person, const TableMap& table, const stores::Table& live) {
    const Link* link = person.key.link.empty() ? nullptr : table.FindLink(person.key.link);
    if (link != nullptr) {
      Columns columns;
      for (const auto& [own, theirs] : link->on) columns.push_back(own);
      Require(live, columns, link->span, "each row of " + Quoted(expr::Format(link->to)) + " that goes is looked for in all of it");
    }
    const DataMap::Registry* registry = map_.RegistryOf(table.name.store);
    const stores::Table* of = link == nullptr ? &live : catalogue_.Find(link->to);
    if (registry == nullptr || of == nullptr || of->name == registry->table) return;
    Require(*of, {person.key.column}, person.key.span,
            "each row of " + Quoted(expr::Format(registry->table)) + " that goes is looked for in all of it");
  }

  // The database looks too, whatever Løfte does. Not for rows that nobody deletes.
  void CheckForeignKey(const stores::ForeignKey& key, const TableMap& table, const stores::Table& live) {
    const TableMap* target = map_.Find(key.target);
    if (target == nullptr || target->persons.empty()) return;
    Require(live, key.columns, table.span, "each row of " + Quoted(expr::Format(key.target)) + " that goes is looked for in all of it");
  }

  void CheckLink(const Link& link, const TableMap& table) {
    const stores::Table* target = catalogue_.Find(link.to);
    if (target == nullptr) return;
    Columns columns;
    for (const auto& [own, theirs] : link.on) columns.push_back(theirs);
    Require(*target, columns, link.span, "each row of " + Quoted(expr::Format(table.name)) + " looks for its own in all of it");
  }

  // An index that starts with one of the columns finds few rows.
  void Require(const stores::Table& table, const Columns& columns, const Span& span, const std::string& cost) {
    const bool is_served = std::any_of(table.indexes.begin(), table.indexes.end(), [&](const stores::Index& index) {
      return !index.columns.empty() && Contains(columns, index.columns.front());
    });
    if (is_served || !said_.insert({table.name, columns}).second) return;
    AddWarning(issues_, span, "no-index",
               "no index of " + Quoted(expr::Format(table.name)) + " starts with " + Quoted(Listed(columns)) + ", so " + cost,
               "give it an index on " + Quoted(Listed(columns)));
  }

  const DataMap& map_;
  const stores::Catalogue& catalogue_;
  Issues& issues_;
  std::set<std::pair<expr::TableName, Columns>> said_;
};

}  // namespace

void CheckIndexes(const DataMap& map, const stores::Catalogue& catalogue, Issues& issues) { IndexCheck(map, catalogue, issues).Run(); }

}  // namespace lofte::datamap
