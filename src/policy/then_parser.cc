// What follows the end of a rule.
//
//     then := ('erase' | 'anonymise') | ('block' ['for' PERIOD] | 'aggregate' ['in' 'cells' 'of' NUMBER]) ['then' ('erase' | 'anonymise')]
#include <charconv>

#include "policy/end_tokens.h"
#include "policy/reader.h"
#include "policy/reader_nodes.h"

namespace lofte::policy {
namespace {

constexpr int kLeastCell = 2;
constexpr int kMostCell = 1'000'000;

class Parser {
 public:
  Parser(std::string_view source, const Span& start, Issues& issues) : tokens_(Tokens(source, start)), issues_(issues) {}

  std::optional<Outcome> Whole() {
    Outcome outcome;
    const std::optional<Then> then = Action(TextsOf(ThenWords()));
    if (!then) return std::nullopt;
    outcome.then = *then;
    if (*then == Then::kBlock && !BlockFor(outcome)) return std::nullopt;
    if (*then == Then::kAggregate && !Cells(outcome)) return std::nullopt;
    if ((*then == Then::kBlock || *then == Then::kAggregate) && !Last(outcome)) return std::nullopt;
    if (Peek().kind == Token::Kind::kEnd) return outcome;
    return Wrong("unexpected `" + Peek().text + "`"), std::nullopt;
  }

 private:
  const Token& Peek() const { return tokens_[next_]; }
  void Take() {
    if (next_ + 1 < tokens_.size()) ++next_;
  }
  bool TakeWord(std::string_view word) {
    if (Peek().text != word) return false;
    return Take(), true;
  }
  void Wrong(std::string message) {
    Report(issues_, "bad-then", std::move(message), Peek().span,
           "write `erase`, `anonymise`, `block for P3Y then erase` or `aggregate in cells of 10 then erase`");
  }

  std::optional<Then> Action(const std::vector<std::string>& known) {
    for (const Word<Then>& word : ThenWords()) {
      if (word.text == Peek().text && Contains(known, word.text)) return Take(), word.value;
    }
    Report(issues_, "unknown-then", "no action `" + Peek().text + "` here", Peek().span, Suggestion(Peek().text, known, issues_));
    return std::nullopt;
  }

  bool BlockFor(Outcome& outcome) {
    if (!TakeWord("for")) return true;
    const Result<time::Period> period = time::ParsePeriod(Peek().text);
    if (!period) return Report(issues_, "bad-period", period.error().message, Peek().span, "periods are written `P3Y`"), false;
    if (period->is_clock()) {
      return Report(issues_, "clock-period", "data is blocked for whole days", Peek().span, "write it in days, months or years"), false;
    }
    outcome.block_for = period.value();
    return Take(), true;
  }

  bool Cells(Outcome& outcome) {
    if (!TakeWord("in")) return true;
    if (!TakeWord("cells") || !TakeWord("of")) return Wrong("expected `in cells of` and a number"), false;
    const std::string text = Peek().text;
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < kLeastCell || number > kMostCell) {
      return Report(issues_, "bad-number", "`" + text + "` is no number of people from 2 to 1000000", Peek().span,
                    "a cell of one is that one person"),
             false;
    }
    outcome.least_cell = number;
    return Take(), true;
  }

  bool Last(Outcome& outcome) {
    if (!TakeWord("then")) return true;
    const std::optional<Then> last = Action({"erase", "anonymise"});
    if (last) outcome.last = *last;
    return last.has_value();
  }

  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  Issues& issues_;
};

}  // namespace

std::optional<Outcome> ParseThen(std::string_view source, const Span& span, Issues& issues) { return Parser(source, span, issues).Whole(); }

}  // namespace lofte::policy
