#include "notice/voice.h"

#include "base/result.h"
#include "base/utf8.h"
#include "policy/countries.h"

namespace lofte::notice {

namespace {

void Append(Pieces& to, Pieces pieces) {
  for (Piece& piece : pieces) {
    const bool both_text = !to.empty() && to.back().kind == Piece::Kind::kText && piece.kind == Piece::Kind::kText;
    if (both_text && to.back().is_fixed == piece.is_fixed) {
      to.back().text += piece.text;
    } else if (!piece.text.empty()) {
      to.push_back(std::move(piece));
    }
  }
}

// A text that ends in a full stop needs no second one after it.
void AppendText(Pieces& to, std::string_view text) {
  if (!text.empty() && text.front() == '.' && !to.empty() && !to.back().text.empty() && to.back().text.back() == '.') text.remove_prefix(1);
  Append(to, {{Piece::Kind::kText, std::string(text), "", false}});
}

// The letters that the languages here begin words with: a to z, and those of Latin-1.
void Capitalise(Pieces& pieces) {
  if (pieces.empty() || pieces.front().is_fixed || pieces.front().text.empty()) return;
  std::string& text = pieces.front().text;
  const CodePoint first = DecodeUtf8(text, 0);
  const bool is_small = (first.value >= U'a' && first.value <= U'z') || (first.value >= 0xE0 && first.value <= 0xFE && first.value != 0xF7);
  if (!is_small) return;
  std::string capital;
  AppendUtf8(first.value - 0x20, capital);
  text.replace(0, first.bytes, capital);
}

Pieces Fixed(std::string text) { return {{Piece::Kind::kText, std::move(text), "", true}}; }

std::string HrefOf(const std::string& text) {
  if (text.find('@') != std::string::npos) return "mailto:" + text;
  if (text.find("://") != std::string::npos) return text;
  std::string number = "tel:";
  for (const char c : text)
    if ((c >= '0' && c <= '9') || c == '+') number += c;
  return number;
}

}  // namespace

Pieces Voice::Speak(const Say& say) const {
  Pieces pieces = Inside(say);
  Capitalise(pieces);
  return pieces;
}

Pieces Voice::Inside(const Say& say) const {
  switch (say.kind) {
    case Say::Kind::kPhrase:
      return Filled(say);
    case Say::Kind::kWord:
      return {{Piece::Kind::kText, words_.Find(say).value_or(""), "", false}};
    case Say::Kind::kText:
      return Fixed(say.text);
    case Say::Kind::kLink:
      return {{Piece::Kind::kLink, say.text, HrefOf(say.text), true}};
    case Say::Kind::kAnchor:
      return Linked(say);
    case Say::Kind::kPeriod:
      return {{Piece::Kind::kValue, PeriodText(say.period), time::Format(say.period), false}};
    case Say::Kind::kDay:
      return {{Piece::Kind::kDay, DayText(say.day), time::Format(say.day), false}};
    case Say::Kind::kNumber:
      return {{Piece::Kind::kValue, std::to_string(say.number), std::to_string(say.number), false}};
    case Say::Kind::kPercent:
      return {{Piece::Kind::kValue, Counted(say.number, "percent"), std::to_string(say.number) + "%", false}};
    case Say::Kind::kCountry:
      return Fixed(policy::CountryName(say.text, phrases_.language()));
    case Say::Kind::kAnd:
      return Joined(say.parts, "list.and");
    case Say::Kind::kOr:
      return Joined(say.parts, "list.or");
    case Say::Kind::kNumbered:
      return Numbered(say.parts);
    case Say::Kind::kSentences:
      return Sentences(say.parts);
  }
  return {};
}

Pieces Voice::Filled(const Say& say) const {
  Pieces pieces;
  std::string_view rest = phrases_.Of(say.key);
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    AppendText(pieces, rest.substr(0, open));
    if (open == std::string_view::npos) break;
    const std::size_t close = rest.find('}', open);
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    bool found = false;
    for (const auto& [slot, value] : say.slots) {
      if (slot != name) continue;
      Append(pieces, Inside(value));
      found = true;
    }
    if (!found) Panic("phrase `" + say.key + "`: nothing for {" + std::string(name) + "}");
    rest.remove_prefix(close + 1);
  }
  return pieces;
}

Pieces Voice::Joined(const std::vector<Say>& parts, std::string_view last_key) const {
  Pieces pieces;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) AppendText(pieces, phrases_.Of(i + 1 == parts.size() ? last_key : "list.between"));
    Append(pieces, Inside(parts[i]));
  }
  return pieces;
}

Pieces Voice::Numbered(const std::vector<Say>& parts) const {
  Pieces pieces;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    AppendText(pieces, (i > 0 ? "; (" : "(") + std::to_string(i + 1) + ") ");
    Append(pieces, Inside(parts[i]));
  }
  return pieces;
}

Pieces Voice::Sentences(const std::vector<Say>& parts) const {
  Pieces pieces;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) AppendText(pieces, " ");
    Append(pieces, Speak(parts[i]));
  }
  return pieces;
}

Pieces Voice::Linked(const Say& anchor) const {
  Pieces pieces = Inside(anchor.parts.front());
  return {{Piece::Kind::kLink, PlainText(pieces), "#" + anchor.text, !pieces.empty() && pieces.front().is_fixed}};
}

std::string Voice::Counted(std::int64_t number, const std::string& unit) const {
  std::string text = phrases_.Of("period." + unit + (number == 1 ? ".one" : ".other"));
  const std::string placeholder = "{number}";
  return text.replace(text.find(placeholder), placeholder.size(), std::to_string(number));
}

std::string Voice::PeriodText(const time::Period& period) const {
  const time::PeriodParts of = time::PartsOf(period);
  std::vector<Say> parts;
  const auto add = [&](std::int64_t number, const char* unit) {
    if (number > 0) parts.push_back(Text(Counted(number, unit)));
  };
  add(of.years, "year");
  add(of.months, "month");
  add(of.days, "day");
  add(of.hours, "hour");
  add(of.minutes, "minute");
  add(of.seconds, "second");
  return parts.empty() ? Counted(0, "day") : PlainText(Joined(parts, "list.and"));
}

std::string Voice::DayText(time::Day day) const {
  const time::CivilDate date = time::ToCivil(day);
  const Slots slots = {{"day", Text(std::to_string(date.day))},
                       {"month", notice::Phrase("month." + std::to_string(date.month))},
                       {"year", Text(std::to_string(date.year))}};
  return PlainText(Filled(notice::Phrase("date", slots)));
}

std::string PlainText(const Pieces& pieces) {
  std::string text;
  for (const Piece& piece : pieces) text += piece.text;
  return text;
}

}  // namespace lofte::notice
