#include "datamap/reader_internal.h"

namespace lofte::datamap::reading {
namespace {

std::optional<std::string> ReadRole(const text::Node& node, const TableMap& table, Issues& issues) {
  if (!RequireText(node, "a role", issues)) return std::nullopt;
  if (table.FindPerson(node.scalar)) return node.scalar;
  std::vector<std::string> roles = Names(table.persons, &Person::role);
  Report(issues, node.span, "unknown-role", "this table has no person in the role `" + node.scalar + "`",
         roles.empty() ? "name the persons of the table in `persons:`" : Suggest(node.scalar, roles));
  return std::nullopt;
}

std::vector<std::string> ReadRoles(const text::Node& node, const TableMap& table, Issues& issues) {
  std::vector<std::string> roles;
  if (!node.is_sequence()) {
    if (auto role = ReadRole(node, table, issues)) roles.push_back(*role);
    return roles;
  }
  if (node.items.empty())
    Report(issues, node.span, "wrong-shape", "`of` names no role", "leave `of` out for a field about all persons of the row");
  for (const text::Node& item : node.items) {
    if (auto role = ReadRole(item, table, issues)) roles.push_back(*role);
  }
  return roles;
}

// A YAML null is the word `null` here: the field's erased form is NULL.
Blank ReadBlank(const text::Node& node, Issues& issues) {
  if (node.kind == text::Node::Kind::kNull) return {Method::kNull, {}};
  if (node.is_map()) {
    text::RefuseUnknownKeys(node, kBlankKeys, issues);
    const text::Node* constant = Require(node, "constant", "`blank`", issues);
    if (!constant) return {};
    if (!constant->is_scalar()) {
      Report(issues, constant->span, "wrong-shape", "`constant` has to be one text or number", "write `blank: null` for NULL");
      return {};
    }
    return {Method::kConstant, ReadConstant(*constant)};
  }
  auto index = ReadWord(node, kBlanks, "`blank`", issues);
  if (!index) return {};
  constexpr Method kMethods[] = {Method::kNull, Method::kKey, Method::kRefuse};
  return {kMethods[*index], {}};
}

void ReadCategory(const text::Node& node, Field& field, Issues& issues) {
  if (!RequireText(node, "`category`", issues)) return;
  field.category_span = node.span;
  if (RequireDottedName(node.scalar, node.span, "a category", issues)) field.category = node.scalar;
}

// The role whose key is `column` of the row itself; nullopt when there is none or more than one.
std::optional<std::string> RoleOfKey(const TableMap& table, std::string_view column) {
  std::optional<std::string> role;
  for (const Person& person : table.persons) {
    if (!person.key.link.empty() || person.key.column != column) continue;
    if (role) return std::nullopt;
    role = person.role;
  }
  return role;
}

void ReadShort(const text::Node& node, const TableMap& table, Field& field, Issues& issues) {
  if (node.scalar == "technical") return;
  if (node.scalar == "link") {
    auto role = RoleOfKey(table, field.column);
    if (role) {
      field.link_of = *role;
    } else {
      Report(issues, node.span, "unknown-role", "column `" + field.column + "` is not the key of exactly one person of this table",
             "name it in `persons:`, or say whose it is: `{ link: ROLE, blank: null }`");
    }
    return;
  }
  ReadCategory(node, field, issues);
}

void ReadLinkField(const text::Node& link, TableMap& table, Field& field, Issues& issues) {
  auto role = ReadRole(link, table, issues);
  if (!role) return;
  const Person* person = table.FindPerson(*role);
  if (!person->key.column.empty() && (!person->key.link.empty() || person->key.column != field.column)) {
    Report(issues, link.span, "link-mismatch", "column `" + field.column + "` is not the key of `" + *role + "`",
           "the key of `" + *role + "` is `" + (person->key.link.empty() ? "" : person->key.link + ".") + person->key.column + "`");
    return;
  }
  field.link_of = *role;
}

// What a link can't say: it is about its own person, and only NULL or a constant takes the person away.
void CheckLinkField(const text::Node& node, const Field& field, Issues& issues) {
  for (const char* key : {"category", "of", "origin"}) {
    if (const text::Node* extra = node.Find(key)) {
      Report(issues, extra->span, "wrong-shape", std::string("a link has no `") + key + "`",
             "a person's key stands and falls with what is about that person");
    }
  }
  if (field.blank.method == Method::kKey || field.blank.method == Method::kRefuse) {
    Report(issues, node.Find("blank")->span, "wrong-blank", "a link is emptied with `null` or a constant",
           "a key that is never emptied is plain `technical`");
  }
}

void ReadLong(const text::Node& node, TableMap& table, Field& field, Issues& issues) {
  text::RefuseUnknownKeys(node, kFieldKeys, issues);
  if (const text::Node* blank = node.Find("blank")) field.blank = ReadBlank(*blank, issues);
  if (const text::Node* link = node.Find("link")) {
    ReadLinkField(*link, table, field, issues);
    CheckLinkField(node, field, issues);
    return;
  }
  if (const text::Node* category = Require(node, "category", "a field", issues)) ReadCategory(*category, field, issues);
  if (const text::Node* of = node.Find("of")) field.of = ReadRoles(*of, table, issues);
  if (const text::Node* origin = node.Find("origin")) {
    constexpr Origin kOrder[] = {Origin::kGiven, Origin::kObserved, Origin::kDerived};
    if (auto index = ReadWord(*origin, kOrigins, "`origin`", issues)) field.origin = kOrder[*index];
  }
}

}  // namespace

void ReadFields(const text::Node& node, TableMap& table, Issues& issues) {
  for (const text::Node::Entry& entry : node.entries) {
    Field field;
    field.column = entry.key;
    field.span = entry.key_span;
    if (entry.value.is_map()) {
      ReadLong(entry.value, table, field, issues);
    } else if (RequireText(entry.value, "a field", issues)) {
      ReadShort(entry.value, table, field, issues);
    }
    table.fields.push_back(std::move(field));
  }
}

}  // namespace lofte::datamap::reading
