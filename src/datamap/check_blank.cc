#include <algorithm>
#include <cctype>
#include <iterator>

#include "datamap/check.h"
#include "datamap/check_internal.h"
#include "expr/erased_key.h"

namespace lofte::datamap::checking {
namespace {

using expr::Type;

constexpr int kPrefixLength = 7;  // `erased-`

bool Names(const std::vector<std::string>& columns, const std::string& name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

const stores::Unique* UniqueWith(const stores::Table& table, const std::string& column) {
  for (const stores::Unique& unique : table.uniques) {
    if (Names(unique.columns, column)) return &unique;
  }
  return nullptr;
}

bool EndsWith(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && std::string_view(text).substr(text.size() - end.size()) == end;
}

// A day or a moment, as far as its type or its name tells: SQLite keeps them as texts, and no constant stands for one.
bool IsMoment(const stores::Column& column) {
  if (column.type == Type::kDate || column.type == Type::kInstant) return true;
  if (column.type != Type::kText) return false;
  std::string declared = column.declared;
  std::transform(declared.begin(), declared.end(), declared.begin(), [](unsigned char c) { return std::tolower(c); });
  if (declared.find("date") != std::string::npos || declared.find("time") != std::string::npos) return true;
  return EndsWith(column.name, "_at") || EndsWith(column.name, "_on") || EndsWith(column.name, "date");
}

// The field as it would stand in the map with this `blank`.
std::string Written(const Field& field, const std::string& blank) {
  std::string words = field.column + ": { category: " + field.category;
  std::string roles;
  for (const std::string& role : field.of) roles += (roles.empty() ? "" : ", ") + role;
  if (!roles.empty()) words += ", of: [" + roles + "]";
  if (field.origin != Origin::kGiven) words += field.origin == Origin::kObserved ? ", origin: observed" : ", origin: derived";
  return Quoted(words + ", blank: " + blank + " }");
}

std::string HelpForNotNull(const Field& field, const stores::Table& table, const stores::Column& column) {
  if (!field.link_of.empty())
    return "write `technical` if the row is deleted with the last of what is about the person; where it stays, "
           "`blank: { constant: .. }`, the key of a row that stands for nobody";
  const bool is_unique = UniqueWith(table, column.name) != nullptr;
  const std::string otherwise = ", or `blank: refuse` if its rows are only ever deleted whole";
  if (IsMoment(column) || (is_unique && column.type != Type::kText))
    return "write " + Written(field, "refuse") + " if its rows are only ever deleted whole, or let the column be NULL";
  if (is_unique) return "write " + Written(field, "key") + otherwise;
  if (column.type == Type::kText) return "write " + Written(field, "{ constant: '' }") + otherwise;
  if (column.type == Type::kInt || column.type == Type::kReal) return "write " + Written(field, "{ constant: 0 }") + otherwise;
  if (column.type == Type::kBool) return "write " + Written(field, "{ constant: false }") + otherwise;
  const bool is_number = column.declared.rfind("numeric", 0) == 0 || column.declared == "money";
  const bool is_json = column.declared == "json" || column.declared == "jsonb";
  return "write " + Written(field, is_number ? "{ constant: '0' }" : is_json ? "{ constant: '{}' }" : "{ constant: .. }") + otherwise;
}

void CheckNull(const Field& field, const stores::Column& column, const stores::Table& table, Issues& issues) {
  if (column.nullable) return;
  AddError(issues, field.span, "blank-not-null", "column " + Quoted(column.name) + " is NOT NULL and can't be erased to NULL",
           HelpForNotNull(field, table, column));
}

void CheckConstant(const Field& field, const stores::Column& column, const stores::Table& table, Issues& issues) {
  Result<expr::Value> constant = ConstantOf(field.blank, column);
  if (!constant) {
    AddError(issues, field.span, "blank-type", constant.error().message,
             column.type == Type::kOther ? "write it as a text in quotes, as the database reads it: `{ constant: '0' }`"
                                         : "write a constant of the column's own type; texts stand in quotes");
    return;
  }
  if (const auto* text = std::get_if<std::string>(&*constant);
      text && column.max_length > 0 && static_cast<int>(text->size()) > column.max_length) {
    AddError(issues, field.span, "blank-too-long",
             "the constant is longer than the " + std::to_string(column.max_length) + " characters of " + Quoted(column.name));
  }
  if (const stores::Unique* unique = UniqueWith(table, column.name)) {
    AddError(issues, field.span, "blank-unique",
             "column " + Quoted(column.name) + " is unique (" + Quoted(unique->name) +
                 "), so a second row could not be erased to the same constant",
             "write `blank: key` for a text, or `blank: null`");
  }
  for (const stores::ForeignKey& key : table.foreign_keys) {
    if (!Names(key.columns, column.name)) continue;
    AddWarning(
        issues, field.span, "blank-foreign-key",
        "column " + Quoted(column.name) + " refers to " + Quoted(expr::Format(key.target)) + ", so the constant has to be a row there",
        "write `blank: null`, or keep such a row");
  }
}

// Characters that the value of one key column can take as text; 0: no bound.
int TextLength(const stores::Column& column) {
  switch (column.type) {
    case Type::kInt:
      return 20;
    case Type::kUuid:
      return 36;
    case Type::kDate:
      return 10;
    default:
      return column.max_length;
  }
}

// Characters of `erased-` and the row's key, its columns joined by `-`; 0: no bound. Texts among several are escaped, which can double
// them.
int KeyTextLength(const stores::Table& table, const std::vector<std::string>& key) {
  int length = kPrefixLength + static_cast<int>(key.size()) - 1;
  for (const std::string& name : key) {
    const stores::Column* column = table.Find(name);
    const int part = column ? TextLength(*column) : 0;
    if (part == 0) return 0;
    length += key.size() > 1 && !expr::IsPlainKeyPart(column->type) ? 2 * part : part;
  }
  return length;
}

void CheckKey(const Field& field, const stores::Column& column, const stores::Table& table, Issues& issues) {
  if (column.type != Type::kText) {
    AddError(issues, field.span, "blank-key-type",
             "`blank: key` makes a text, and column " + Quoted(column.name) + " is of type " + Quoted(column.declared),
             "write `blank: null` or a constant of its type");
    return;
  }
  const std::vector<std::string> key = table.KeyColumns();
  if (key.empty()) {
    AddError(issues, field.span, "blank-without-key",
             "table " + Quoted(expr::Format(table.name)) + " has no key to make the erased form of " + Quoted(column.name) + " from",
             "give the table a primary key, or write another `blank`");
    return;
  }
  if (Names(key, column.name)) {
    AddError(issues, field.span, "blank-is-key", "column " + Quoted(column.name) + " is itself part of the row's key",
             "write `blank: refuse`");
    return;
  }
  const int needed = KeyTextLength(table, key);
  if (column.max_length == 0 || (needed != 0 && needed <= column.max_length)) return;
  AddError(issues, field.span, "blank-too-long",
           "`erased-` and the row's key " + (needed == 0 ? "have no bound" : "take " + std::to_string(needed) + " characters") +
               ", and column " + Quoted(column.name) + " has room for " + std::to_string(column.max_length),
           "widen the column, or write another `blank`");
}

// A condition of comparisons alone that held stays true or becomes NULL when one of its columns becomes NULL, and a CHECK that is NULL
// holds. These words tell conditions that can do otherwise.
bool MayRefuseNull(std::string condition) {
  std::transform(condition.begin(), condition.end(), condition.begin(), [](unsigned char c) { return std::tolower(c); });
  constexpr const char* kWords[] = {"null", "coalesce", "concat", "case", "distinct", " is "};
  return std::any_of(std::begin(kWords), std::end(kWords), [&](const char* word) { return condition.find(word) != std::string::npos; });
}

// The condition is `COLUMN is not null`, whatever its quotes, brackets and spaces; a domain says VALUE.
bool IsNotNull(const std::string& condition, const std::string& column) {
  const auto plain = [](const std::string& text) {
    std::string out;
    for (unsigned char c : text)
      if (std::string_view("()\"`[] \t\n\r").find(static_cast<char>(c)) == std::string_view::npos)
        out += static_cast<char>(std::tolower(c));
    return out;
  };
  const std::string said = plain(condition);
  return said == plain(column) + "isnotnull" || said == "valueisnotnull";
}

void CheckChecks(const Field& field, const stores::Column& column, const stores::Table& table, Issues& issues) {
  for (const stores::Check& check : table.checks) {
    if (!Names(check.columns, column.name)) continue;
    if (field.blank.method == Method::kNull && !MayRefuseNull(check.expression)) continue;
    if (IsNotNull(check.expression, column.name)) {
      if (field.blank.method != Method::kNull) continue;
      AddError(issues, field.span, "blank-check", "the check " + Quoted(check.name) + " forbids NULL in column " + Quoted(column.name),
               HelpForNotNull(field, table, column));
      continue;
    }
    AddWarning(issues, field.span, "blank-check",
               "the check " + Quoted(check.name) + " reads column " + Quoted(column.name) + "; its erased form has to satisfy it",
               "look at the check, and choose a `blank` that it allows");
  }
}

// What the constraint says of its column's erased form; empty: nothing that could refuse it.
std::string MeetsDerived(const Field& field, const stores::Derived& derived) {
  using Kind = stores::Derived::Kind;
  const bool is_null = field.blank.method == Method::kNull;
  switch (derived.kind) {
    case Kind::kUniqueExpression:
      // The form of each row's own key differs from those of all others.
      return field.blank.method == Method::kKey ? "" : "the unique index " + Quoted(derived.name) + " is made of it, and";
    case Kind::kNullsNotDistinct:
      return is_null ? "the unique index " + Quoted(derived.name) + " takes one NULL, and" : "";
    case Kind::kGenerated:
      return "the generated column " + Quoted(derived.name) + ", NOT NULL or unique, is made of it, and";
    case Kind::kExclusion:
      return "the exclusion constraint " + Quoted(derived.name) + " reads it, and";
    case Kind::kPartitionKey:
      return "its rows are put into partitions by it, and";
  }
  return "";
}

void CheckDerived(const Field& field, const stores::Table& table, Issues& issues) {
  for (const stores::Derived& derived : table.derived) {
    if (!Names(derived.columns, field.column)) continue;
    const std::string words = MeetsDerived(field, derived);
    if (words.empty()) continue;
    AddWarning(issues, field.span, "blank-derived",
               "column " + Quoted(field.column) + ": " + words + " a row whose erased form it refuses stops every sweep",
               derived.kind == stores::Derived::Kind::kPartitionKey
                   ? "make a partition that takes the erased form, or write `blank: refuse`"
                   : "choose a `blank` that two rows can have and that it allows, or write `blank: refuse`");
  }
}

}  // namespace

void CheckBlank(const Field& field, const stores::Column& column, const stores::Table& table, Issues& issues) {
  if (field.category.empty() && field.link_of.empty()) return;
  if (field.blank.method == Method::kRefuse) return;
  if (column.generated) {
    AddError(issues, field.span, "blank-generated", "column " + Quoted(column.name) + " is generated and can't be written",
             "write `blank: refuse`: it follows the columns that it is made of");
    return;
  }
  if (field.blank.method == Method::kNull) CheckNull(field, column, table, issues);
  if (field.blank.method == Method::kConstant) CheckConstant(field, column, table, issues);
  if (field.blank.method == Method::kKey) CheckKey(field, column, table, issues);
  CheckDerived(field, table, issues);
  CheckChecks(field, column, table, issues);
}

void CheckBlankIsNoTarget(const Field& field, const stores::Table& table, const stores::Catalogue& catalogue, Issues& issues) {
  if ((field.category.empty() && field.link_of.empty()) || field.blank.method == Method::kRefuse) return;
  for (const stores::Table& other : catalogue.tables) {
    for (const stores::ForeignKey& key : other.foreign_keys) {
      if (key.target != table.name || !Names(key.target_columns, field.column)) continue;
      AddError(issues, field.span, "blank-referenced",
               "column " + Quoted(field.column) + " is referenced by a foreign key of " + Quoted(expr::Format(other.name)) +
                   "; emptying it would change those rows or be refused",
               "write `blank: refuse`, or let the foreign key reference the primary key");
      return;
    }
  }
}

}  // namespace lofte::datamap::checking
