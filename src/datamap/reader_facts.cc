#include <array>

#include "datamap/reader_internal.h"
#include "datamap/text_formats.h"
#include "time/zone.h"

namespace lofte::datamap::reading {
namespace {

using expr::CodecKind;

void ReadZone(const text::Node& node, Event& event, Issues& issues) {
  const text::Node* zone = node.Find("zone");
  if (event.kind != CodecKind::kLocal) {
    if (zone) Report(issues, zone->span, "zone-without-effect", "only `kind: local` has a zone", "take `zone` out, or write `kind: local`");
    return;
  }
  if (!zone) {
    Report(issues, node.span, "missing-key", "a local time needs `zone`",
           "name the clock that wrote it, such as `zone: Europe/Copenhagen`");
    return;
  }
  if (!RequireText(*zone, "`zone`", issues)) return;
  event.zone = zone->scalar;
  if (!time::Zone::Named(event.zone)) {
    Report(issues, zone->span, "unknown-zone", "there is no time zone `" + event.zone + "`",
           "use an IANA name, such as `Europe/Copenhagen`");
  }
}

void ReadFormat(const text::Node& node, Event& event, Issues& issues) {
  auto index = ReadWord(node, kFormats, "`format`", issues);
  if (!index) return;
  event.format = kFormats[*index];
  auto format = expr::ParseTextFormat(event.format);
  if (format && !expr::Accepts(event.kind, *format)) {
    Report(issues, node.span, "format-of-kind", "a text in the format `" + event.format + "` is no " + std::string(NameOfKind(event.kind)),
           "formats of this kind: " + FormatsOf(event.kind));
  }
}

void ReadPlausible(const text::Node& node, Event& event, Issues& issues) {
  if (!node.is_sequence() || node.items.size() != 2) {
    Report(issues, node.span, "wrong-shape", "`plausible` has to be two days",
           "write `[1990-01-01, 2100-01-01]`: from, and until but not with");
    return;
  }
  std::array<std::optional<time::Day>, 2> days;
  for (std::size_t i = 0; i < 2; ++i) {
    const text::Node& item = node.items[i];
    if (!RequireText(item, "a day of `plausible`", issues)) return;
    auto day = time::ParseDay(item.scalar);
    if (!day) {
      Report(issues, item.span, "bad-day", "`" + item.scalar + "` is no day", "write `YYYY-MM-DD`");
      return;
    }
    days[i] = *day;
  }
  if (!(*days[0] < *days[1])) {
    Report(issues, node.span, "empty-range", "`plausible` holds no day, so every row would be undated", "put the earlier day first");
    return;
  }
  event.plausible_from = days[0];
  event.plausible_until = days[1];
}

// `column: PATH`, or of many rows `latest: LINK.COLUMN`, `earliest: LINK.COLUMN`, with `kept-in: COLUMN`.
void ReadPlace(const text::Node& node, Event& event, const TableMap& table, Issues& issues) {
  using Of = expr::Path::Of;
  int places = 0;
  for (const auto& [key, of] : {std::pair("column", Of::kOne), std::pair("latest", Of::kGreatest), std::pair("earliest", Of::kLeast)}) {
    const text::Node* place = node.Find(key);
    if (place == nullptr) continue;
    if (++places > 1) {
      Report(issues, place->span, "two-places", "an event has one place: `column`, `latest` or `earliest`", "take the others out");
      continue;
    }
    event.of = of;
    if (auto path = ReadColumnPath(*place, "`" + std::string(key) + "`", table, issues)) event.column = *path;
    if (event.is_of_many() && event.column.link.empty() && !event.column.column.empty()) {
      Report(issues, place->span, "not-of-many", "`" + std::string(key) + "` is of the rows that a link leads to",
             "write `" + std::string(key) + ": LINK.COLUMN`, or `column:` for a column of the row itself");
      event.column = {};
    }
  }
  if (places == 0) Require(node, "column", "an event", issues);
  const text::Node* kept = node.Find("kept-in");
  if (kept == nullptr || !RequireText(*kept, "`kept-in`", issues)) return;
  if (!event.is_of_many()) return Report(issues, kept->span, "unused-key", "`kept-in` belongs to `latest:` or `earliest:`", "take it out");
  event.kept_in = kept->scalar;
  event.kept_in_span = kept->span;
}

void ReadEvent(const text::Node::Entry& entry, TableMap& table, Issues& issues) {
  if (!RequireDottedName(entry.key, entry.key_span, "an event", issues) || !RequireMap(entry.value, "an event", issues)) return;
  text::RefuseUnknownKeys(entry.value, kEventKeys, issues);
  Event event;
  event.name = entry.key;
  event.span = entry.key_span;
  event.of_null = ReadOfNull(entry.value, kEventNulls, OfNull::kNotYet, issues);
  ReadPlace(entry.value, event, table, issues);
  const text::Node* kind = Require(entry.value, "kind", "an event", issues);
  auto index = kind ? ReadWord(*kind, kKinds, "`kind`", issues) : std::nullopt;
  if (index) {
    constexpr CodecKind kOrder[] = {CodecKind::kInstant, CodecKind::kDate, CodecKind::kLocal, CodecKind::kEpochSeconds,
                                    CodecKind::kEpochMillis};
    event.kind = kOrder[*index];
    ReadZone(entry.value, event, issues);
    if (const text::Node* format = entry.value.Find("format")) ReadFormat(*format, event, issues);
  }
  if (const text::Node* plausible = entry.value.Find("plausible")) ReadPlausible(*plausible, event, issues);
  table.events.push_back(std::move(event));
}

void ReadState(const text::Node::Entry& entry, TableMap& table, Issues& issues) {
  if (!RequireDottedName(entry.key, entry.key_span, "a state", issues) || !RequireMap(entry.value, "a state", issues)) return;
  text::RefuseUnknownKeys(entry.value, kStateKeys, issues);
  State state;
  state.name = entry.key;
  state.span = entry.key_span;
  state.of_null = ReadOfNull(entry.value, kConditionNulls, OfNull::kUnknown, issues);
  if (const text::Node* when = Require(entry.value, "when", "a state", issues)) state.when = ReadExpression(*when, "`when`", issues);
  if (const text::Node* until = entry.value.Find("until"); until && RequireText(*until, "`until`", issues)) {
    state.until = until->scalar;
    state.until_span = until->span;
    if (!table.FindEvent(state.until)) {
      Report(issues, until->span, "unknown-event", "this table has no event `" + state.until + "`",
             Suggest(state.until, Names(table.events, &Event::name)));
    }
  }
  table.states.push_back(std::move(state));
}

void ReadCondition(const text::Node::Entry& entry, TableMap& table, Issues& issues) {
  if (!RequireDottedName(entry.key, entry.key_span, "a condition", issues) || !RequireMap(entry.value, "a condition", issues)) return;
  text::RefuseUnknownKeys(entry.value, kConditionKeys, issues);
  Condition condition{entry.key, nullptr, ReadOfNull(entry.value, kConditionNulls, OfNull::kUnknown, issues), entry.key_span};
  if (const text::Node* when = Require(entry.value, "when", "a condition", issues))
    condition.when = ReadExpression(*when, "`when`", issues);
  table.conditions.push_back(std::move(condition));
}

void ReadServed(const text::Node::Entry& entry, TableMap& table, Issues& issues) {
  if (!RequireWord(entry.key, entry.key_span, "an activity", issues)) return;
  OfNull of_null = OfNull::kUnknown;
  const text::Node* when = &entry.value;
  if (entry.value.is_map()) {
    text::RefuseUnknownKeys(entry.value, kConditionKeys, issues);
    of_null = ReadOfNull(entry.value, kConditionNulls, OfNull::kUnknown, issues);
    when = Require(entry.value, "when", "an activity", issues);
  }
  if (!when) return;
  table.serves[entry.key] = ReadExpression(*when, "the condition of an activity", issues);
  table.serves_null[entry.key] = of_null;
  table.serves_spans[entry.key] = entry.key_span;
}

}  // namespace

void ReadEvents(const text::Node& node, TableMap& table, Issues& issues) {
  for (const text::Node::Entry& entry : node.entries) ReadEvent(entry, table, issues);
}

void ReadStates(const text::Node& node, TableMap& table, Issues& issues) {
  for (const text::Node::Entry& entry : node.entries) ReadState(entry, table, issues);
}

void ReadConditions(const text::Node& node, TableMap& table, Issues& issues) {
  for (const text::Node::Entry& entry : node.entries) ReadCondition(entry, table, issues);
}

void ReadServes(const text::Node& node, TableMap& table, Issues& issues) {
  for (const text::Node::Entry& entry : node.entries) ReadServed(entry, table, issues);
}

}  // namespace lofte::datamap::reading
