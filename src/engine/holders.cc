#include "engine/holders.h"

#include <algorithm>

#include "engine/read_facts.h"
#include "sql/print.h"

namespace lofte::engine {

using datamap::BoundTable;
using datamap::Field;

namespace {

using Categories = std::vector<std::string>;

std::vector<const Field*> FieldsOf(const BoundTable& table, const Categories& categories) {
  std::vector<const Field*> fields;
  for (const Field& field : table.map().fields)
    if (!field.category.empty() && std::find(categories.begin(), categories.end(), field.category) != categories.end())
      fields.push_back(&field);
  return fields;
}

bool IsOf(const Field& field, const std::string& role) {
  return field.of.empty() || std::find(field.of.begin(), field.of.end(), role) != field.of.end();
}

expr::Expr HasSome(const BoundTable& table, const std::vector<const Field*>& fields) {
  std::vector<expr::Expr> any;
  for (const Field* field : fields) any.push_back(table.HasValue(*field));
  return expr::Or(std::move(any));
}

// The keys of one role's people, a column; one select for each role.
void AddKeys(const Site& site, const BoundTable& table, const std::vector<const Field*>& fields, std::vector<std::string>& selects) {
  for (const datamap::Person& person : table.map().persons) {
    std::vector<const Field*> theirs;
    for (const Field* field : fields)
      if (IsOf(*field, person.role)) theirs.push_back(field);
    if (theirs.empty()) continue;
    sql::Listing listing(table.map().name, site.store->dialect());
    listing.Value(PathOf(person, table.map(), *site.catalogue));
    listing.Where(HasSome(table, theirs));
    selects.push_back(listing.Sql());
  }
}

// Keys of several tables need not be of one type; as texts they can be compared.
std::string CountDistinct(const std::vector<std::string>& selects) {
  std::string with, all;
  for (std::size_t i = 0; i < selects.size(); ++i) {
    const std::string name = "keys" + std::to_string(i);
    with += (i == 0 ? "WITH " : ",\n") + name + "(k) AS (" + selects[i] + ")";
    all += (i == 0 ? "" : " UNION ALL ") + ("SELECT CAST(k AS text) AS k FROM " + name);
  }
  return with + "\nSELECT count(DISTINCT k) FROM (" + all + ") AS people";
}

Result<std::optional<Holders>> CountIn(Site& site, const Categories& categories) {
  Holders holders;
  std::vector<std::string> selects;
  bool is_mapped = false;
  for (const auto& table : site.bound->tables()) {
    const std::vector<const Field*> fields = FieldsOf(*table, categories);
    if (fields.empty()) continue;
    is_mapped = true;
    sql::Scan scan(table->map().name, site.store->dialect());
    const std::size_t column = scan.Count(HasSome(*table, fields));
    LOFTE_ASSIGN(const stores::Rows rows, site.store->Query(scan.Sql()));
    holders.rows += expr::IntegerOf(rows.rows.at(0).at(column));
    AddKeys(site, *table, fields, selects);
  }
  if (!is_mapped) return std::optional<Holders>();
  if (selects.empty()) return std::optional(holders);
  LOFTE_ASSIGN(const stores::Rows people, site.store->Query(CountDistinct(selects)));
  holders.people = expr::IntegerOf(people.rows.at(0).at(0));
  return std::optional(holders);
}

void Add(std::optional<Holders>& to, const std::optional<Holders>& of) {
  if (!of) return;
  if (!to) to = Holders{};
  to->rows += of->rows;
  to->people += of->people;
}

}  // namespace

Result<std::vector<std::optional<Holders>>> CountHolders(std::vector<Site>& sites, const std::vector<Categories>& lists) {
  std::vector<std::optional<Holders>> all(lists.size());
  for (Site& site : sites) {
    LOFTE_ASSIGN(const auto snapshot, site.store->BeginSnapshot());
    for (std::size_t i = 0; i < lists.size(); ++i) {
      LOFTE_ASSIGN(const std::optional<Holders> holders, CountIn(site, lists[i]));
      Add(all[i], holders);
    }
  }
  return all;
}

}  // namespace lofte::engine
