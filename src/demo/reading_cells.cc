// Cells: the generators by name, their cases, and the lists of phrases.
#include <array>

#include "demo/reading.h"
#include "demo/texts.h"

namespace lofte::demo::reading {
namespace {

using Read = Generator (*)(const text::Node&, const Scope&);

OneOf Constant(expr::Value value) { return {{std::move(value)}, {1.0}}; }

Generator ReadValue(const text::Node& node, const Scope& scope) {
  if (node.is_map() || node.is_sequence()) Report(scope.issues, node.span, "wrong-shape", "`value` has to be a constant");
  return Constant(ReadConstant(node));
}

Generator ReadSlot(const text::Node& node, const Scope& scope) {
  if (!RequireList(node, "`slot`", scope.issues)) return Slot{};
  return Slot{ReadOneOf(node, "`slot`", scope.issues).values};
}

Generator ReadCopy(const text::Node& node, const Scope& scope) {
  std::optional<Path> path = ReadPath(node, "`copy`", scope);
  return Copy{path ? *path : Path{true, {}}};
}

Amount::Bound ReadBound(const text::Node& node, std::string_view what, const Scope& scope) {
  if (!node.is_scalar() || std::holds_alternative<std::int64_t>(ReadConstant(node)))
    return ReadInteger(node, what, 0, 1'000'000'000'000, scope.issues);
  std::optional<Path> path = ReadPath(node, what, scope);
  if (path) return *path;
  return std::int64_t{0};
}

Generator ReadAmount(const text::Node& node, const Scope& scope) {
  Amount amount;
  if (!RequireMap(node, "`amount`", scope.issues)) return amount;
  text::RefuseUnknownKeys(node, {"from", "to", "step"}, scope.issues);
  const text::Node *from = Require(node, "from", "`amount`", scope.issues), *to = Require(node, "to", "`amount`", scope.issues);
  if (!from || !to) return amount;
  amount.from = ReadBound(*from, "`from`", scope);
  amount.to = ReadBound(*to, "`to`", scope);
  if (const text::Node* step = node.Find("step")) amount.step = ReadInteger(*step, "`step`", 1, 1'000'000'000, scope.issues);
  return amount;
}

std::optional<Path> ReadLanguage(const text::Node& map, const Scope& scope) {
  const text::Node* language = map.Find("language");
  return language ? ReadPath(*language, "`language`", scope) : std::nullopt;
}

Generator ReadName(const text::Node& node, const Scope& scope) {
  PersonName name;
  if (!RequireMap(node, "`name`", scope.issues)) return name;
  text::RefuseUnknownKeys(node, {"part", "language"}, scope.issues);
  name.language = ReadLanguage(node, scope);
  const text::Node* part = node.Find("part");
  if (!part || part->scalar == "full") return name;
  name.part = part->scalar == "first" ? PersonName::Part::kFirst : PersonName::Part::kLast;
  if (part->scalar != "first" && part->scalar != "last") {
    Report(scope.issues, part->span, "unknown-value", "`part` is `first`, `last` or `full`",
           Suggest(part->scalar, {"first", "last", "full"}));
  }
  return name;
}

Generator ReadEmail(const text::Node& node, const Scope& scope) {
  Email email;
  if (!RequireMap(node, "`email`", scope.issues)) return email;
  text::RefuseUnknownKeys(node, {"of", "domains"}, scope.issues);
  const text::Node *of = Require(node, "of", "`email`", scope.issues), *domains = Require(node, "domains", "`email`", scope.issues);
  if (!of || !domains) return email;
  email.of = ReadPaths(*of, "`of`", scope);
  email.domains = ReadOneOf(*domains, "`domains`", scope.issues);
  for (const expr::Value& value : email.domains.values) {
    const auto* domain = std::get_if<std::string>(&value);
    if (domain && IsReservedDomain(*domain)) continue;
    Report(scope.issues, domains->span, "domain-not-reserved", "mail addresses may only lie in domains that nobody can own",
           "use `example.com`, `example.net`, `example.org` or a name under `.example`");
  }
  return email;
}

Generator ReadPhrase(const text::Node& node, const Scope& scope) {
  Phrase phrase{{{"", {Template{}}}}, std::nullopt};
  if (node.is_map()) text::RefuseUnknownKeys(node, {"list", "language"}, scope.issues);
  const text::Node* name = node.is_map() ? Require(node, "list", "`phrase`", scope.issues) : &node;
  if (!name || !RequireText(*name, "`phrase`", scope.issues)) return phrase;
  phrase.language = ReadLanguage(node, scope);
  const auto found = scope.phrases.find(name->scalar);
  if (found == scope.phrases.end()) {
    std::vector<std::string> known;
    for (const auto& [key, lists] : scope.phrases) known.push_back(key);
    Report(scope.issues, name->span, "unknown-phrases", "there is no list of phrases `" + name->scalar + "`", Suggest(name->scalar, known));
    return phrase;
  }
  phrase.by_language.clear();
  for (const auto& [language, texts] : found->second) {
    phrase.by_language.emplace_back(language, std::vector<Template>());
    for (const text::Node* text : texts) phrase.by_language.back().second.push_back(ReadTemplate(*text, scope));
  }
  return phrase;
}

Generator ReadToken(const text::Node& node, const Scope& scope) {
  Token token;
  if (!RequireMap(node, "`token`", scope.issues)) return token;
  text::RefuseUnknownKeys(node, {"length", "prefix"}, scope.issues);
  if (const text::Node* length = node.Find("length"))
    token.length = static_cast<int>(ReadInteger(*length, "`length`", 8, 256, scope.issues));
  if (const text::Node* prefix = node.Find("prefix"); prefix && RequireText(*prefix, "`prefix`", scope.issues))
    token.prefix = prefix->scalar;
  return token;
}

struct Kind {
  std::string_view key;
  Read read;
};

constexpr std::array<Kind, 16> kKinds = {{
    {"value", ReadValue},
    {"one_of", [](const text::Node& node, const Scope& scope) -> Generator { return ReadOneOf(node, "`one_of`", scope.issues); }},
    {"slot", ReadSlot},
    {"copy", ReadCopy},
    {"chance", [](const text::Node& node, const Scope& scope) -> Generator { return Chance{ReadShare(node, "`chance`", scope.issues)}; }},
    {"amount", ReadAmount},
    {"pick", [](const text::Node& node, const Scope& scope) -> Generator { return ReadPick(node, scope); }},
    {"row", [](const text::Node& node, const Scope& scope) -> Generator { return ReadRowOf(node, scope); }},
    {"name", ReadName},
    {"email", ReadEmail},
    {"template", [](const text::Node& node, const Scope& scope) -> Generator { return ReadTemplate(node, scope); }},
    {"phrase", ReadPhrase},
    {"token", ReadToken},
    {"phone", [](const text::Node& node, const Scope& scope) -> Generator { return Phone{ReadPath(node, "`phone`", scope)}; }},
    {"day", [](const text::Node& node, const Scope& scope) -> Generator { return ReadMoment(node, true, scope); }},
    {"instant", [](const text::Node& node, const Scope& scope) -> Generator { return ReadMoment(node, false, scope); }},
}};

const std::vector<std::string>& GeneratorKeys() {
  static const std::vector<std::string> keys = [] {
    std::vector<std::string> result = {"when", "maybe"};
    for (const Kind& kind : kKinds) result.emplace_back(kind.key);
    return result;
  }();
  return keys;
}

Generator ReadPlain(const text::Node& node, const Scope& scope) {
  const std::string& word = node.scalar;
  if (word == "sequence") return Sequence{};
  if (word == "slot") return Slot{};
  if (word == "ip") return Ip{};
  if (word == "argon2id") return Argon2id{};
  if (word == "sha256") return Sha256{};
  if (word == "token") return Token{};
  if (word == "parent") {
    if (scope.spec.fills[static_cast<std::size_t>(scope.fill)].parent < 0) {
      Report(scope.issues, node.span, "no-parent", "`parent` needs a fill with `per:`");
    }
    return Parent{};
  }
  Report(scope.issues, node.span, "unknown-generator", "`" + word + "` is no generator",
         Suggest(word, {"sequence", "parent", "slot", "ip", "argon2id", "sha256", "token"}));
  return Constant(expr::Null{});
}

Generator ReadGenerator(const text::Node& node, const Scope& scope) {
  std::optional<Generator> generator;
  for (const text::Node::Entry& entry : node.entries) {
    Read read = nullptr;
    for (const Kind& kind : kKinds) {
      if (kind.key == entry.key) read = kind.read;
    }
    if (!read) continue;
    if (generator) Report(scope.issues, entry.key_span, "two-generators", "a cell has one generator, `" + entry.key + "` is a second one");
    generator = read(entry.value, scope);
  }
  if (generator) return *generator;
  Report(scope.issues, node.span, "no-generator", "nothing says how to make this cell", Suggest("", GeneratorKeys()));
  return Constant(expr::Null{});
}

Case ReadCase(const text::Node& node, const Scope& scope) {
  Case result;
  if (node.kind == text::Node::Kind::kNull) return {{}, 1, Constant(expr::Null{})};
  if (node.is_scalar()) return {{}, 1, ReadPlain(node, scope)};
  if (!RequireMap(node, "a cell", scope.issues)) return result;
  text::RefuseUnknownKeys(node, GeneratorKeys(), scope.issues);
  if (const text::Node* when = node.Find("when")) result.when = ReadConditions(*when, scope);
  if (const text::Node* maybe = node.Find("maybe")) result.maybe = ReadShare(*maybe, "`maybe`", scope.issues);
  result.generator = ReadGenerator(node, scope);
  return result;
}

std::vector<const text::Node*> ReadTexts(const text::Node& list, Issues& issues) {
  std::vector<const text::Node*> texts;
  if (!RequireList(list, "a list of phrases", issues)) return texts;
  for (const text::Node& text : list.items) {
    if (RequireText(text, "a phrase", issues)) texts.push_back(&text);
  }
  return texts;
}

}  // namespace

PhraseLists ReadPhraseLists(const text::Node& node, Issues& issues) {
  PhraseLists lists;
  if (!RequireMap(node, "`phrases`", issues)) return lists;
  for (const text::Node::Entry& entry : node.entries) {
    auto& by_language = lists[entry.key];
    if (!entry.value.is_map()) by_language.emplace_back("", ReadTexts(entry.value, issues));
    for (const text::Node::Entry& language : entry.value.entries) by_language.emplace_back(language.key, ReadTexts(language.value, issues));
    if (by_language.empty()) Report(issues, entry.value.span, "wrong-shape", "a list of phrases has to have a language");
  }
  return lists;
}

Cell ReadCell(const text::Node& node, const Scope& scope) {
  Cell cell;
  if (!node.is_sequence()) cell.push_back(ReadCase(node, scope));
  for (const text::Node& item : node.items) cell.push_back(ReadCase(item, scope));
  return cell;
}

}  // namespace lofte::demo::reading
