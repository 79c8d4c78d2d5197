#include "demo/cells.h"

#include <algorithm>
#include <string>
#include <utility>

#include "demo/texts.h"

namespace lofte::demo {
namespace {

constexpr std::size_t kRowsRemembered = 512;  // of each table

std::size_t Index(int index) { return static_cast<std::size_t>(index); }

std::size_t Draw(const std::vector<double>& upto, Random& random) {
  const double unit = random.Unit();
  std::size_t i = 0;
  while (i + 1 < upto.size() && unit >= upto[i]) ++i;
  return i;
}

std::string TextOf(const expr::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* day = std::get_if<time::Day>(&value)) return time::Format(*day);
  if (const auto* instant = std::get_if<time::Instant>(&value)) return time::Format(*instant);
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  return "";
}

}  // namespace

// Makes one cell: one function for each kind of generator. nullopt: there is no value, and the row is left out.
class Cells::Maker {
 public:
  Maker(Cells& cells, const Context& context, Random random) : cells_(cells), context_(context), random_(random) {}

  std::optional<expr::Value> operator()(const OneOf& one_of) { return one_of.values[Draw(one_of.upto, random_)]; }
  std::optional<expr::Value> operator()(const Sequence&) { return context_.row; }
  std::optional<expr::Value> operator()(const Parent&) { return context_.place.parent; }
  std::optional<expr::Value> operator()(const Slot& slot) {
    if (slot.values.empty()) return context_.place.slot;
    return slot.values[static_cast<std::size_t>(context_.place.slot) % slot.values.size()];
  }
  std::optional<expr::Value> operator()(const Copy& copy) { return Follow(copy.path); }
  std::optional<expr::Value> operator()(const Chance& chance) { return random_.Unit() < chance.probability; }
  std::optional<expr::Value> operator()(const Amount& amount) {
    const std::optional<std::int64_t> from = BoundOf(amount.from), to = BoundOf(amount.to);
    if (!from || !to) return expr::Null{};
    if (*from >= *to) return *from;
    return *from + random_.Between(0, (*to - *from) / amount.step) * amount.step;
  }
  std::optional<expr::Value> operator()(const Pick& pick);
  std::optional<expr::Value> operator()(const RowOf& row_of) {
    const expr::Value under = Follow(row_of.under);
    const auto* parent = std::get_if<std::int64_t>(&under);
    if (!parent || row_of.slot >= cells_.Count(row_of.fill, *parent)) return expr::Null{};
    const std::int64_t row = cells_.layout_.RowAt({row_of.fill, *parent, row_of.slot});
    if (!cells_.Exists(cells_.spec_.fills[Index(row_of.fill)].table, row)) return expr::Null{};
    return row;
  }
  std::optional<expr::Value> operator()(const PersonName& name) { return DrawName(name.part, Language(name.language), random_); }
  std::optional<expr::Value> operator()(const Email& email);
  std::optional<expr::Value> operator()(const Template& text);
  std::optional<expr::Value> operator()(const Phrase& phrase);
  std::optional<expr::Value> operator()(const Token& token) { return DrawToken(token.prefix, token.length, random_); }
  std::optional<expr::Value> operator()(const Argon2id&) { return DrawArgon2id(random_); }
  std::optional<expr::Value> operator()(const Sha256&) { return DrawSha256(random_); }
  std::optional<expr::Value> operator()(const Ip&) { return DrawIp(random_); }
  std::optional<expr::Value> operator()(const Phone& phone) { return DrawPhone(Language(phone.language), random_); }
  std::optional<expr::Value> operator()(const Moment& moment) {
    const std::optional<Range> bounds = cells_.moments_.BoundsOf(moment, ValuesOf(moment.after), ValuesOf(moment.before));
    std::optional<expr::Value> value;
    if (bounds) value = cells_.moments_.Draw(moment, *bounds, random_);
    if (!value && moment.optional) return expr::Null{};
    return value;
  }

  Random& random() { return random_; }

 private:
  expr::Value Follow(const Path& path) { return cells_.Follow(path, context_.row); }
  std::string Language(const std::optional<Path>& path) { return path ? TextOf(Follow(*path)) : ""; }
  std::optional<std::int64_t> BoundOf(const Amount::Bound& bound) {
    if (const auto* number = std::get_if<std::int64_t>(&bound)) return *number;
    const expr::Value value = Follow(std::get<Path>(bound));
    const auto* number = std::get_if<std::int64_t>(&value);
    return number ? std::optional(*number) : std::nullopt;
  }
  std::vector<expr::Value> ValuesOf(const std::vector<Path>& paths) {
    std::vector<expr::Value> values;
    for (const Path& path : paths) {
      expr::Value value = Follow(path);
      if (cells_.moments_.InstantOf(value)) values.push_back(std::move(value));
    }
    return values;
  }

  Cells& cells_;
  const Context& context_;
  Random random_;
};

std::optional<expr::Value> Cells::Maker::operator()(const Pick& pick) {
  const std::int64_t slots = cells_.layout_.Slots(pick.table);
  const expr::Value unlike = pick.unlike ? Follow(*pick.unlike) : expr::Value(expr::Null{});
  for (int i = 0; slots > 0 && i < pick.tries; ++i) {
    double unit = random_.Unit();
    for (int j = 1; j < pick.skew; ++j) unit *= random_.Unit();
    const std::int64_t row = 1 + static_cast<std::int64_t>(unit * static_cast<double>(slots));
    if (unlike == expr::Value(row) || !cells_.Hold(pick.where, row) || !cells_.Exists(pick.table, row)) continue;
    return row;
  }
  if (pick.optional) return expr::Null{};
  return std::nullopt;
}

std::optional<expr::Value> Cells::Maker::operator()(const Email& email) {
  std::string address;
  for (const Path& path : email.of) address.append(Slug(TextOf(Follow(path)))).append(".");
  address.append(std::to_string(context_.row)).append("@");
  return address.append(std::get<std::string>(email.domains.values[Draw(email.domains.upto, random_)]));
}

std::optional<expr::Value> Cells::Maker::operator()(const Template& text) {
  std::string out;
  for (const Template::Part& part : text.parts) {
    out += part.text;
    if (!part.path) continue;
    const std::string value = TextOf(Follow(*part.path));
    out += part.slug ? Slug(value) : value;
  }
  return out;
}

std::optional<expr::Value> Cells::Maker::operator()(const Phrase& phrase) {
  const std::string language = Language(phrase.language);
  const std::vector<Template>* texts = &phrase.by_language.front().second;
  for (const auto& [name, list] : phrase.by_language) {
    if (name == language) texts = &list;
  }
  return (*this)((*texts)[random_.Below(texts->size())]);
}

Cells::Cells(const Spec& spec, const Layout& layout, const time::Zone& zone, time::Instant at, std::uint64_t seed)
    : spec_(spec), layout_(layout), seed_(seed), moments_(zone, at, spec.year_end), memory_(spec.tables.size()) {
  for (std::size_t table = 0; table < spec.tables.size(); ++table) {
    const std::vector<Column>& columns = spec.tables[table].columns;
    names_.emplace_back();
    for (const Column& column : columns) names_.back().push_back(Hash(spec.tables[table].name + "." + column.name));
    memory_[table].resize(kRowsRemembered);
    for (Entry& entry : memory_[table]) {
      entry.states.assign(columns.size(), State::kUnknown);
      entry.values.assign(columns.size(), expr::Null{});
    }
  }
}

std::int64_t Cells::Count(int fill, std::int64_t parent) {
  const Fill& own = spec_.fills[Index(fill)];
  if (own.counts.empty()) return own.slots;
  Random random(seed_, Hash(spec_.tables[Index(own.table)].name) + static_cast<std::uint64_t>(fill), parent);
  return static_cast<std::int64_t>(Draw(own.counts, random));
}

Cells::Entry& Cells::EntryOf(int table, std::int64_t row) {
  Entry& entry = memory_[Index(table)][static_cast<std::size_t>(row) % kRowsRemembered];
  if (entry.row != row) {
    entry.row = row;
    entry.exists = State::kUnknown;
    std::fill(entry.states.begin(), entry.states.end(), State::kUnknown);
  }
  return entry;
}

bool Cells::Exists(int table, std::int64_t row) {
  if (const State known = EntryOf(table, row).exists; known != State::kUnknown) return known == State::kKnown;
  const bool exists = Weigh(table, row);
  EntryOf(table, row).exists = exists ? State::kKnown : State::kNo;
  return exists;
}

bool Cells::Weigh(int table, std::int64_t row) {
  const Place place = layout_.PlaceOf(table, row);
  const Fill& fill = spec_.fills[Index(place.fill)];
  if (fill.parent >= 0 && (place.slot >= Count(place.fill, place.parent) || !Exists(fill.parent, place.parent))) return false;
  if (!Hold(fill.when, row)) return false;
  return std::all_of(fill.must_succeed.begin(), fill.must_succeed.end(),
                     [&](int column) { return StateOf(table, row, column) == State::kKnown; });
}

Cells::State Cells::StateOf(int table, std::int64_t row, int column) {
  if (const State known = EntryOf(table, row).states[Index(column)]; known != State::kUnknown) return known;
  std::optional<expr::Value> value = Make(table, row, column);
  // Making it may have used the entry for another row, so it is looked up again.
  Entry& entry = EntryOf(table, row);
  const State state = value ? State::kKnown : State::kFailed;
  entry.states[Index(column)] = state;
  entry.values[Index(column)] = value ? std::move(*value) : expr::Value(expr::Null{});
  return state;
}

expr::Value Cells::At(int table, std::int64_t row, int column) {
  const Entry& entry = EntryOf(table, row);
  if (entry.states[Index(column)] == State::kUnknown) StateOf(table, row, column);
  return EntryOf(table, row).values[Index(column)];
}

std::optional<expr::Value> Cells::Make(int table, std::int64_t row, int column) {
  const Context context{table, row, layout_.PlaceOf(table, row), column};
  const Cell& cell = spec_.fills[Index(context.place.fill)].cells[Index(column)];
  for (const Case& candidate : cell) {
    if (!Hold(candidate.when, row)) continue;
    Maker maker(*this, context, Random(seed_, names_[Index(table)][Index(column)], row));
    if (candidate.maybe < 1 && maker.random().Unit() >= candidate.maybe) return expr::Null{};
    return std::visit(maker, candidate.generator);
  }
  return expr::Null{};
}

expr::Value Cells::Follow(const Path& path, std::int64_t row) {
  if (path.at) return moments_.at();
  for (std::size_t i = 0;; ++i) {
    expr::Value value = At(path.steps[i].table, row, path.steps[i].column);
    if (i + 1 == path.steps.size()) return value;
    const auto* next = std::get_if<std::int64_t>(&value);
    if (!next) return expr::Null{};
    row = *next;
  }
}

bool Cells::HoldsUnnegated(const Condition& condition, std::int64_t row) {
  const expr::Value value = Follow(condition.path, row);
  if (condition.test == Condition::Test::kIn)
    return std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
  if (expr::IsNull(value)) return condition.or_missing;
  const std::optional<time::Instant> own = moments_.InstantOf(value), other = moments_.InstantOf(Follow(condition.other, row));
  if (!own || !other) return false;
  return condition.test == Condition::Test::kBefore ? *own < *other : *own > *other;
}

bool Cells::Holds(const Condition& condition, std::int64_t row) { return HoldsUnnegated(condition, row) != condition.negated; }

bool Cells::Hold(const Conditions& conditions, std::int64_t row) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) { return Holds(condition, row); });
}

}  // namespace lofte::demo
