// Runs of text and their sentences.
#include <algorithm>

#include "base/utf8.h"
#include "importer/outline.h"
#include "importer/places.h"

namespace lofte::importer {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

bool IsAbbreviation(std::string_view text, std::size_t dot, const std::vector<Hit>& abbreviations, const std::vector<Token>& tokens) {
  const auto token = std::lower_bound(tokens.begin(), tokens.end(), dot, [](const Token& one, std::size_t end) { return one.end < end; });
  if (token != tokens.end() && token->end == dot) {
    if (token->number) return false;
    if (token->word.size() == 1) return true;  // an initial, a letter of an article
    const auto index = static_cast<std::size_t>(token - tokens.begin());
    const auto hit = std::lower_bound(abbreviations.begin(), abbreviations.end(), index,
                                      [](const Hit& one, std::size_t first) { return one.first < first; });
    return hit != abbreviations.end() && hit->first == index;
  }
  return dot > 0 && text[dot - 1] == '.';
}

// What begins a sentence: a capital letter, a digit, a quote, a bracket, a dash.
bool Begins(std::string_view text, std::size_t at) {
  const CodePoint c = DecodeUtf8(text, at);
  if (c.value < 0x80)
    return (c.value >= 'A' && c.value <= 'Z') || (c.value >= '0' && c.value <= '9') ||
           std::string_view("\"'([-*").find(static_cast<char>(c.value)) != std::string_view::npos;
  return Fold(text.substr(at, c.bytes)) != text.substr(at, c.bytes) || c.value >= 0x2000;
}

// `Norvik Inc. (USA)`
bool IsFormBeforeBracket(std::string_view text, std::size_t dot, std::size_t next) {
  const std::size_t blank = text.rfind(' ', dot);
  return text[next] == '(' && blank != std::string_view::npos && IsLegalForm(text.substr(blank + 1, dot - blank));
}

bool EndsSentence(char c) { return c == '.' || c == '!' || c == '?'; }

}  // namespace

Place Run::PlaceOf(std::size_t from, std::size_t until) const {
  Place place;
  if (at.empty() || from >= at.size() || until <= from) return place;
  place.begin = at[from];
  place.end = until < at.size() ? at[until - 1] + 1 : end;
  // The last byte of a character that an entity stands for is where the entity begins.
  place.end = std::max(place.end, place.begin + 1);
  place.line = line;
  return place;
}

Run Run::Part(std::size_t from, std::size_t until) const {
  while (from < until && IsBlank(text[from])) ++from;
  while (until > from && IsBlank(text[until - 1])) --until;
  Run part;
  part.text = text.substr(from, until - from);
  part.at.assign(at.begin() + static_cast<std::ptrdiff_t>(from), at.begin() + static_cast<std::ptrdiff_t>(until));
  part.end = until < at.size() ? (until > 0 ? at[until - 1] + 1 : 0) : end;
  part.line = line;
  return part;
}

std::size_t EndOfPiece(std::string_view text, std::size_t from, std::size_t most) {
  if (text.size() - from <= most) return text.size();
  // Within the piece alone: what stands before it was looked at already.
  const std::size_t blank = text.substr(from, most).find_last_of(" \n\t");
  if (blank != std::string_view::npos && blank > 0) return from + blank + 1;
  std::size_t end = from + most;
  while (end > from + 1 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return end;
}

std::vector<Run> SentencesOf(const Run& run, const std::vector<Hit>& abbreviations) {
  std::vector<Run> sentences;
  const std::string& text = run.text;
  const std::vector<Token> tokens = TokensOf(text);
  std::size_t begin = 0;
  const auto cut = [&](std::size_t until) {
    while (begin < until) {
      const std::size_t end = std::min(until, EndOfPiece(text, begin));
      Run part = run.Part(begin, end);
      if (!part.text.empty()) sentences.push_back(std::move(part));
      begin = end;
    }
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      cut(i + 1);
      continue;
    }
    if (!EndsSentence(text[i])) continue;
    std::size_t next = i + 1;
    while (next < text.size() && (text[next] == '"' || text[next] == ')' || text[next] == '\'')) ++next;
    if (next >= text.size() || text[next] != ' ') continue;
    std::size_t after = next;
    while (after < text.size() && text[after] == ' ') ++after;
    if (after >= text.size() || !Begins(text, after)) continue;
    if (text[i] == '.' && (IsAbbreviation(text, i, abbreviations, tokens) || IsFormBeforeBracket(text, i, after))) continue;
    cut(next);
  }
  cut(text.size());
  return sentences;
}

}  // namespace lofte::importer
