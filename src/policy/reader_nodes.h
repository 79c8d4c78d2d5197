// Reading single nodes of policy.yaml: text, lists, words from a table, days, numbers. Each function reports what is wrong with its node
// and returns what could be understood, so that the caller goes on. A node that is missing (nullptr) is no mistake here: Required() says so
// where it is one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/issue.h"
#include "base/words.h"
#include "policy/policy.h"
#include "policy/reader_keys.h"
#include "text/document.h"

namespace lofte::policy {

void Report(Issues& issues, std::string code, std::string message, const Span& span, std::string help = "");
void Warn(Issues& issues, std::string code, std::string message, const Span& span, std::string help = "");

// "did you mean `..`?", or "". Not worked out when `issues` are so many that none would be shown.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates, const Issues& issues);
// The same, or the whole choice when it is short.
std::string Suggestion(std::string_view word, const std::vector<std::string>& candidates, const Issues& issues);

// Is there no room for one more than `count`? Then reports `too-many`.
bool IsFull(std::size_t count, std::size_t most, const char* nouns, const Span& span, Issues& issues);

// True when `node` is a map, of which keys that are not of `kind_of_map` are reported. Reports when it is something else.
bool IsMap(const text::Node& node, std::string_view kind_of_map, Issues& issues);
// The value under `key`; reports `missing-key` at `owner` when there is none.
const text::Node* Required(const text::Node& map, std::string_view key, const Span& owner, Issues& issues);

// A scalar that is not empty; "" after an issue, and for nullptr.
std::string ReadText(const text::Node* node, Issues& issues);
// An id: lower case, digits, hyphens, not starting with a hyphen.
bool IsId(std::string_view id);
void RefuseBadId(std::string_view id, const Span& span, Issues& issues);

struct Item {
  std::string text;
  Span span;
};
// A sequence of scalars, or one scalar alone. Reports items that stand twice, and leaves them out.
std::vector<Item> ReadItems(const text::Node* node, Issues& issues);
// The items that are among `known`; the others are reported as `code`: "no NOUN `x`".
std::vector<std::string> ReadKnown(const text::Node* node, const std::vector<std::string>& known, const char* code, const char* noun,
                                   Issues& issues);

// A text alone is in the first of `languages`. Other languages than those are reported, missing ones warned of.
LocalText ReadLocalText(const text::Node* node, const std::vector<std::string>& languages, Issues& issues);

// `YYYY-MM-DD`.
std::optional<time::Day> ReadDay(const text::Node* node, Issues& issues);
std::optional<int> ReadNumber(const text::Node* node, int from, int until, Issues& issues);
// The name of a state.
std::string ReadState(const text::Node* node, Issues& issues);
// A period, or one of `words`; nullopt for nullptr and after an issue.
std::optional<Term> ReadTerm(const text::Node* node, const std::vector<std::string>& words, Issues& issues);
// 64 lower-case hexadecimal digits.
std::string ReadSha256(const text::Node* node, Issues& issues);
// Line numbers and ranges of them, `58-64`, sorted.
std::vector<int> ReadLines(const text::Node* node, Issues& issues);
// The word `none`, where a list or a map could stand.
bool IsNone(const text::Node* node);
// `true`, written without quotes.
bool ReadTrue(const text::Node& node, Issues& issues);

// nullopt for nullptr and after an issue.
template <typename T>
std::optional<T> ReadWord(const text::Node* node, const std::vector<Word<T>>& words, const char* code, const char* noun, Issues& issues) {
  if (node == nullptr) return std::nullopt;
  const std::string text = ReadText(node, issues);
  if (text.empty()) return std::nullopt;
  for (const Word<T>& word : words) {
    if (word.text == text) return word.value;
  }
  Report(issues, code, std::string("no ") + noun + " `" + text + "`", node->span, Suggestion(text, TextsOf(words), issues));
  return std::nullopt;
}

}  // namespace lofte::policy
