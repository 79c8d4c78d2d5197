#include <algorithm>
#include <map>
#include <set>

#include "datamap/bind.h"
#include "datamap/check.h"
#include "datamap/check_internal.h"
#include "datamap/text_formats.h"

namespace lofte::datamap {
namespace {

using checking::AddError;
using checking::AddWarning;
using checking::DidYouMean;
using checking::Quoted;

std::vector<std::string> ColumnNames(const stores::Table& table) {
  std::vector<std::string> names;
  for (const stores::Column& column : table.columns) names.push_back(column.name);
  return names;
}

// The checks of one map against one catalogue. Tables of the map that are not live are reported once and then left out.
class CatalogueCheck {
 public:
  CatalogueCheck(const DataMap& map, const stores::Catalogue& catalogue, Issues& issues)
      : map_(map), catalogue_(catalogue), issues_(issues) {
    for (const stores::Table& table : catalogue.tables) stores_.insert(table.name.store);
  }

  void Run() {
    for (const DataMap::Registry& registry : map_.people) CheckRegistry(registry);
    for (const TableMap& table : map_.tables) CheckTable(table);
    for (std::size_t i = 0; i < map_.without_personal_data.size(); ++i) CheckWithout(i);
    for (const stores::Table* live : UnmappedTables(map_, catalogue_)) WarnOfUnmapped(*live);
    CheckCommonKeys();
  }

 private:
  bool Covers(const std::string& store) const { return stores_.empty() || stores_.count(store) != 0; }

  const stores::Table* FindTable(const expr::TableName& name, const Span& span, Severity severity = Severity::kError) {
    if (!Covers(name.store)) return nullptr;
    const stores::Table* live = catalogue_.Find(name);
    if (live) return live;
    std::vector<std::string> names;
    for (const stores::Table& table : catalogue_.tables) names.push_back(expr::Format(table.name));
    const std::string text = expr::Format(name);
    Add(issues_,
        {severity, "unknown-table", "store " + Quoted(name.store) + " has no table " + Quoted(text), span, DidYouMean(text, names)});
    return nullptr;
  }

  const stores::Column* FindColumn(const stores::Table& table, const std::string& name, const Span& span) {
    const stores::Column* column = table.Find(name);
    if (!column) {
      AddError(issues_, span, "unknown-column", "table " + Quoted(expr::Format(table.name)) + " has no column " + Quoted(name),
               DidYouMean(name, ColumnNames(table)));
    }
    return column;
  }

  void CheckRegistry(const DataMap::Registry& registry) {
    // A registry that is not live is reported where its table is mapped.
    const stores::Table* live = Covers(registry.table.store) ? catalogue_.Find(registry.table) : nullptr;
    if (!live || !FindColumn(*live, registry.key, registry.span)) return;
    if (!live->IsUnique({registry.key})) {
      AddError(issues_, registry.span, "people-key-not-unique",
               "column " + Quoted(registry.key) + " of " + Quoted(expr::Format(registry.table)) +
                   " is not unique, so a key could mean several people",
               "name a primary key or a unique column");
    }
  }

  void CheckTable(const TableMap& table) {
    const stores::Table* live = FindTable(table.name, table.span);
    if (!live) return;
    if (!live_.insert(live).second) {
      AddError(issues_, table.span, "table-twice", "table " + Quoted(expr::Format(table.name)) + " is mapped twice, once with its schema",
               "map it once");
    }
    if (live->is_inherited) {
      AddError(issues_, table.span, "inherited-table",
               "tables inherit from " + Quoted(expr::Format(table.name)) + ", so their rows would be swept as its own",
               "make them partitions of it; or map the tables that inherit, and leave this one without rows and out of the map");
    }
    CheckLinks(table, *live);
    CheckFields(table, *live);
    for (const Person& person : table.persons) CheckPerson(person, table, *live);
    for (const Event& event : table.events) CheckEvent(event, table, *live);
    CheckTriggers(table, *live);
  }

  void CheckLinks(const TableMap& table, const stores::Table& live) {
    for (const Link& link : table.links) {
      const stores::Table* target = FindTable(link.to, link.span);
      for (const auto& [own, theirs] : link.on) {
        const stores::Column* from = FindColumn(live, own, link.span);
        const stores::Column* to = target ? FindColumn(*target, theirs, link.span) : nullptr;
        if (from && to && from->type != to->type) {
          AddError(issues_, link.span, "link-type",
                   "link " + Quoted(link.name) + " compares " + Quoted(own) + " of type " + Quoted(from->declared) + " with " +
                       Quoted(theirs) + " of type " + Quoted(to->declared),
                   "link columns of one type");
        }
      }
      if (target) CheckFixed(link, *target);
    }
  }

  void CheckFixed(const Link& link, const stores::Table& target) {
    for (const auto& [theirs, value] : link.fixed) {
      const stores::Column* column = FindColumn(target, theirs, link.span);
      if (!column) continue;
      const bool is_text = std::holds_alternative<std::string>(value);
      const bool fits = is_text ? column->type == expr::Type::kText || column->type == expr::Type::kUuid : column->type == expr::Type::kInt;
      if (fits) continue;
      AddError(issues_, link.span, "link-type",
               "`where` of link " + Quoted(link.name) + " gives " + (is_text ? "a text" : "an integer") + " for " + Quoted(theirs) +
                   " of type " + Quoted(column->declared));
    }
  }

  // The live table that a path leads to, when the path can be followed to at most one row.
  const stores::Table* Follow(const ColumnPath& path, const TableMap& table, const stores::Table& live) {
    if (path.link.empty()) return &live;
    const Link* link = table.FindLink(path.link);
    const stores::Table* target = link && Covers(link->to.store) ? catalogue_.Find(link->to) : nullptr;
    if (!target) return nullptr;  // reported with the link
    std::vector<std::string> columns;
    for (const auto& [own, theirs] : link->on) columns.push_back(theirs);
    for (const auto& [theirs, value] : link->fixed) columns.push_back(theirs);
    if (!target->IsUnique(columns)) {
      AddError(
          issues_, path.span, "link-not-unique",
          "link " + Quoted(link->name) + " can lead to several rows of " + Quoted(expr::Format(link->to)) + ", so it can't be read as one",
          "link on columns that are unique together there, or use `any(" + link->name + ", ..)` in an expression");
    }
    return target;
  }

  const stores::Column* Resolve(const ColumnPath& path, const TableMap& table, const stores::Table& live) {
    if (path.column.empty()) return nullptr;  // reported by the reader
    const stores::Table* target = Follow(path, table, live);
    return target ? FindColumn(*target, path.column, path.span) : nullptr;
  }

  void CheckFields(const TableMap& table, const stores::Table& live) {
    for (const Field& field : table.fields) {
      if (const stores::Column* column = FindColumn(live, field.column, field.span)) {
        checking::CheckBlank(field, *column, live, issues_);
        checking::CheckBlankIsNoTarget(field, live, catalogue_, issues_);
      }
    }
    for (const stores::Column* column : UnmappedColumns(table, live)) {
      AddWarning(issues_, table.span, "unmapped-column",
                 "column " + Quoted(column->name) + " of " + Quoted(expr::Format(table.name)) + " is not in the map",
                 "give it a category, or write `" + column->name + ": technical`");
    }
    CheckIsOfNobody(table, live);
  }

  // Rows of which no rule speaks, though each of them is somebody's.
  void CheckIsOfNobody(const TableMap& table, const stores::Table& live) {
    const auto is_technical = [](const Field& field) { return field.category.empty() && field.link_of.empty(); };
    if (table.fields.empty() || !std::all_of(table.fields.begin(), table.fields.end(), is_technical)) return;
    const DataMap::Registry* registry = map_.RegistryOf(table.name.store);
    const stores::Table* people = registry ? catalogue_.Find(registry->table) : nullptr;
    if (!people || people == &live) return;
    for (const stores::ForeignKey& key : live.foreign_keys) {
      if (key.target != people->name) continue;
      AddWarning(issues_, table.span, "technical-about-people",
                 "every column of " + Quoted(expr::Format(table.name)) + " is `technical`, and " + Quoted(key.columns.front()) +
                     " refers to " + Quoted(expr::Format(people->name)) + ": its rows are about people, and no rule ever ends them",
                 "name the person under `persons:` and give what the rows say about them a category; a row stands and falls with that");
      return;
    }
  }

  void CheckPerson(const Person& person, const TableMap& table, const stores::Table& live) {
    const stores::Column* key = Resolve(person.key, table, live);
    if (!key) return;
    CheckNullPerson(person, table, *key);
    const DataMap::Registry* registry = map_.RegistryOf(table.name.store);
    const stores::Table* people = registry ? catalogue_.Find(registry->table) : nullptr;
    const stores::Column* theirs = people ? people->Find(registry->key) : nullptr;
    if (!theirs) return;
    if (theirs->type != key->type || theirs->compares_as_number != key->compares_as_number) {
      AddError(issues_, person.key.span, "person-type",
               "the key of " + Quoted(person.role) + " is of type " + Quoted(key->declared) +
                   ", and people are registered by a key of type " + Quoted(theirs->declared),
               "name the column that refers to " + Quoted(expr::Format(registry->table)) + ", or give it the type of what it refers to");
    }
    const Link* link = person.key.link.empty() ? nullptr : table.FindLink(person.key.link);
    const stores::Table* of = link ? catalogue_.Find(link->to) : &live;
    if (of && of != people) CheckLeadsToPeople(person, *of, *people, *theirs);
  }

  // A key that can be NULL. Not one that sweeps empty, for then the map has said what NULL means; nor one that a link has matched.
  void CheckNullPerson(const Person& person, const TableMap& table, const stores::Column& key) {
    if (person.says_null || !key.nullable) return;
    const Link* link = person.key.link.empty() ? nullptr : table.FindLink(person.key.link);
    const TableMap* of = person.key.link.empty() ? &table : link ? map_.Find(link->to) : nullptr;
    const Field* field = of ? of->FindField(person.key.column) : nullptr;
    const auto is_matched = [&](const auto& pair) { return pair.second == person.key.column; };
    if (field && !field->link_of.empty()) return;
    if (link && std::any_of(link->on.begin(), link->on.end(), is_matched)) return;
    const std::string path = (person.key.link.empty() ? "" : person.key.link + ".") + person.key.column;
    AddWarning(
        issues_, person.key.span, "nullable-person",
        "the key of " + Quoted(person.role) + " can be NULL, and what is about nobody counts as anonymous: never swept, never broken",
        "say what NULL means: `" + person.role + ": { key: " + path +
            ", null: unknown }` if there can still be somebody, `null: " + "absent` if not; or make the column NOT NULL");
  }

  // The number of a row is not the number of a person, and neither is the number of another table's row, unless something says so.
  void CheckLeadsToPeople(const Person& person, const stores::Table& of, const stores::Table& people, const stores::Column& registered) {
    const std::string& column = person.key.column;
    const std::string people_name = Quoted(expr::Format(people.name));
    if (Leads(of, column, people, registered.name, 0)) return;
    const auto refers = std::find_if(of.foreign_keys.begin(), of.foreign_keys.end(),
                                     [&](const stores::ForeignKey& key) { return key.columns == std::vector<std::string>{column}; });
    if (refers != of.foreign_keys.end()) {
      AddError(issues_, person.key.span, "person-of-another-table",
               Quoted(column) + " of " + Quoted(expr::Format(of.name)) + " refers to " + Quoted(expr::Format(refers->target)) +
                   ", not to " + people_name + ": a row would count as that of whoever has the same key",
               "name the column that refers to " + people_name + "; if that is found in " + Quoted(expr::Format(refers->target)) +
                   ", read it there through a link");
    } else if (of.KeyColumns() == std::vector<std::string>{column}) {
      AddError(issues_, person.key.span, "person-is-own-key",
               Quoted(column) + " is the key of " + Quoted(expr::Format(of.name)) + " itself, and nothing says that it is one of " +
                   people_name + ": a row would count as that of whoever has the same key",
               "name the column that refers to " + people_name +
                   "; if the two tables do share their keys, declare the foreign key or say " +
                   "so with a link: `links: { self: { to: " + expr::Format(people.name) + ", on: { " + column + ": " + registered.name +
                   " } } }` and `" + person.role + ": self." + registered.name + "`");
    }
  }

  // The column is a foreign key to the registry's, in one step or through others that share it.
  bool Leads(const stores::Table& of, const std::string& column, const stores::Table& people, const std::string& registered, int depth) {
    constexpr int kDeepest = 8;
    return depth < kDeepest && std::any_of(of.foreign_keys.begin(), of.foreign_keys.end(), [&](const stores::ForeignKey& key) {
             if (key.columns != std::vector<std::string>{column}) return false;
             const std::string& theirs = key.target_columns.front();
             if (key.target == people.name && theirs == registered) return true;
             const stores::Table* target = catalogue_.Find(key.target);
             // The registry may share its keys with that table too.
             const bool is_shared = std::any_of(people.foreign_keys.begin(), people.foreign_keys.end(), [&](const stores::ForeignKey& own) {
               return own.columns == std::vector<std::string>{registered} && own.target == key.target &&
                      own.target_columns.front() == theirs;
             });
             return is_shared || (target && Leads(*target, theirs, people, registered, depth + 1));
           });
  }

  // Without a registry it is the type of their keys by which people are known in a store.
  void CheckCommonKeys() {
    std::map<std::string, const stores::Column*> keys;  // by store
    for (const TableMap& table : map_.tables) {
      const stores::Table* live = Covers(table.name.store) ? catalogue_.Find(table.name) : nullptr;
      if (!live || map_.RegistryOf(table.name.store)) continue;
      for (const Person& person : table.persons) {
        const Link* link = person.key.link.empty() ? nullptr : table.FindLink(person.key.link);
        const stores::Table* of = link ? catalogue_.Find(link->to) : live;
        const stores::Column* key = of ? of->Find(person.key.column) : nullptr;
        if (!key) continue;
        const stores::Column* first = keys.emplace(table.name.store, key).first->second;
        if (CanBeOneKey(*first, *key)) continue;
        AddWarning(issues_, person.key.span, "no-common-key",
                   "people are known by keys of type " + Quoted(first->declared) + " and " + Quoted(key->declared) + " in store " +
                       Quoted(table.name.store) + ", so nobody there can be held",
                   "name the table in which they are registered under `people:`");
        return;
      }
    }
  }

  void CheckEvent(const Event& event, const TableMap& table, const stores::Table& live) {
    const stores::Column* column = event.is_of_many() ? ResolveMany(event, table) : Resolve(event.column, table, live);
    if (!column) return;
    if (event.is_of_many()) CheckKept(event, *column, table, live);
    Result<expr::Codec> codec = CodecOf(event, *column);
    if (codec) return;
    const bool is_text = column->type == expr::Type::kText;
    AddError(issues_, event.span, "event-type", codec.error().message,
             is_text ? "formats of this kind: " + FormatsOf(event.kind) : HelpForType(*column));
  }

  const stores::Column* ResolveMany(const Event& event, const TableMap& table) {
    const Link* link = table.FindLink(event.column.link);
    const stores::Table* target = link && Covers(link->to.store) ? catalogue_.Find(link->to) : nullptr;
    return target ? FindColumn(*target, event.column.column, event.column.span) : nullptr;
  }

  // What is written there is what stood in the other column.
  void CheckKept(const Event& event, const stores::Column& column, const TableMap& table, const stores::Table& live) {
    if (event.kept_in.empty()) return;
    const stores::Column* kept = FindColumn(live, event.kept_in, event.kept_in_span);
    if (!kept) return;
    const Field* field = table.FindField(event.kept_in);
    if (field && (!field->category.empty() || !field->link_of.empty()))
      AddError(issues_, event.kept_in_span, "kept-in-erasable",
               "column " + Quoted(event.kept_in) + " is emptied by rules of its own, and what was kept in it would be gone",
               "name a technical column");
    if (kept->type != column.type || kept->declared != column.declared)
      AddError(issues_, event.kept_in_span, "kept-in-type",
               "column " + Quoted(event.kept_in) + " of type " + Quoted(kept->declared) + " is to keep what stands in " +
                   Quoted(column.name) + " of type " + Quoted(column.declared),
               "name a column of the same type");
    if (!kept->nullable || kept->generated)
      AddError(issues_, event.kept_in_span, "kept-in-type",
               "column " + Quoted(event.kept_in) + (kept->generated ? " is generated" : " is NOT NULL") + ", so it can't be empty at first",
               "name a column that can be NULL and be written");
  }

  static std::string HelpForType(const stores::Column& column) {
    switch (column.type) {
      case expr::Type::kDate:
        return "write `kind: date`";
      case expr::Type::kInstant:
        return "write `kind: instant`";
      case expr::Type::kLocal:
        return "write `kind: local` and name its `zone`";
      case expr::Type::kInt:
        return "write `kind: epoch-seconds` or `kind: epoch-millis`";
      default:
        return "name a column that holds a date, a time or an epoch";
    }
  }

  void CheckTriggers(const TableMap& table, const stores::Table& live) {
    std::vector<std::string> names;  // one on insert alone matters to `lofte undo`, and can be named
    for (const stores::Trigger& trigger : live.triggers) {
      const bool fires = trigger.events.find("update") != std::string::npos || trigger.events.find("delete") != std::string::npos;
      names.push_back(trigger.name);
      if (!fires) continue;
      if (std::find(table.triggers.begin(), table.triggers.end(), trigger.name) != table.triggers.end()) continue;
      AddWarning(issues_, table.span, "table-trigger",
                 "trigger " + Quoted(trigger.name) + " of " + Quoted(expr::Format(table.name)) + " runs on " + trigger.events +
                     ", so a sweep that would fire it is refused",
                 "make sure that it neither keeps a copy nor refuses, then name it: `triggers: [" + trigger.name + "]`");
    }
    for (std::size_t i = 0; i < table.triggers.size(); ++i) {
      if (std::find(names.begin(), names.end(), table.triggers[i]) != names.end()) continue;
      AddWarning(issues_, table.trigger_spans[i], "unknown-trigger",
                 "table " + Quoted(expr::Format(table.name)) + " has no trigger " + Quoted(table.triggers[i]),
                 DidYouMean(table.triggers[i], names, "take it out"));
    }
  }

  void CheckWithout(std::size_t index) { FindTable(map_.without_personal_data[index], map_.without_spans[index], Severity::kWarning); }

  void WarnOfUnmapped(const stores::Table& live) {
    Span span;
    span.file = map_.file;
    AddWarning(issues_, span, "unmapped-table", "table " + Quoted(expr::Format(live.name)) + " is not in the map",
               "map it under `tables:`, or name it in `without-personal-data:`");
  }

  const DataMap& map_;
  const stores::Catalogue& catalogue_;
  Issues& issues_;
  std::set<std::string> stores_;
  std::set<const stores::Table*> live_;  // mapped
};

}  // namespace

void CheckAgainstCatalogue(const DataMap& map, const stores::Catalogue& catalogue, Issues& issues) {
  CatalogueCheck(map, catalogue, issues).Run();
}

}  // namespace lofte::datamap
