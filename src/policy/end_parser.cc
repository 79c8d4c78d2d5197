// END, MOMENT and `when:`, by recursive descent over words, parentheses and commas.
//
//     end    := 'while' name | period 'after' moment | ('latest' | 'earliest') '(' end ',' end (',' end)* ')'
//     moment := name | ('financial-year-end' | 'calendar-year-end' | 'month-end') '(' moment ')' | period 'after' moment
//     when   := ['not'] name ('and' ['not'] name)*
//     name   := [a-z][a-z0-9-]* ('.' [a-z][a-z0-9-]*)*
//
// A period under a day stands only directly before an event: `PT24H after x.y`. Every place is exact, in code points.
#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "policy/end_tokens.h"
#include "policy/reader.h"
#include "policy/reader_nodes.h"

namespace lofte::policy {
namespace {

const std::vector<std::string> kReserved = {"while", "after", "latest", "earliest", "and", "or", "not"};
const std::vector<std::string> kCombiners = {"latest", "earliest"};
const std::vector<std::string> kFunctions = {"financial-year-end", "calendar-year-end", "month-end"};

time::Step::Kind StepOf(std::string_view function) {
  if (function == kFunctions[0]) return time::Step::Kind::kEndOfFinancialYear;
  return function == kFunctions[1] ? time::Step::Kind::kEndOfCalendarYear : time::Step::Kind::kEndOfMonth;
}

std::string Quoted(const Token& token) { return token.kind == Token::Kind::kEnd ? "the end" : "`" + token.text + "`"; }

class Parser {
 public:
  Parser(std::string_view source, const Span& start, Issues& issues) : tokens_(Tokens(source, start)), issues_(issues) {}

  std::optional<End> WholeEnd() {
    std::optional<End> end = ParseEnd(0);
    if (end && !AtEnd()) return Wrong("bad-end", "unexpected " + Quoted(Peek()) + " after the end of the rule"), std::nullopt;
    return end;
  }

  std::optional<std::vector<ConditionRef>> WholeWhen() {
    std::vector<ConditionRef> conditions;
    for (;;) {
      std::optional<ConditionRef> condition = ParseCondition();
      if (!condition || !Keep(std::move(*condition), conditions)) return std::nullopt;
      if (AtEnd()) return conditions;
      if (!ExpectAnd()) return std::nullopt;
    }
  }

 private:
  struct Moment {
    std::string event;
    time::Chain chain;
    Span event_span;
  };

  const Token& Peek(std::size_t ahead = 0) const { return tokens_[std::min(next_ + ahead, tokens_.size() - 1)]; }
  const Token& Take() {
    const Token& token = Peek();
    if (next_ + 1 < tokens_.size()) ++next_;
    return token;
  }
  bool AtEnd() const { return Peek().kind == Token::Kind::kEnd; }
  bool IsWord(std::string_view word, std::size_t ahead = 0) const {
    return Peek(ahead).kind == Token::Kind::kWord && Peek(ahead).text == word;
  }
  bool IsCall() const { return Peek().kind == Token::Kind::kWord && Peek(1).kind == Token::Kind::kOpen; }
  // What stands before `after` is meant as a period, well written or not.
  bool IsPeriod() const {
    if (Peek().kind != Token::Kind::kWord || Contains(kReserved, Peek().text)) return false;
    return IsWord("after", 1) || Peek().text[0] == 'P';
  }

  void Wrong(std::string code, std::string message, std::string help = "") {
    Report(issues_, std::move(code), std::move(message), Peek().span, std::move(help));
  }

  bool Expect(Token::Kind kind, const char* what) {
    if (Peek().kind == kind) return Take(), true;
    return Wrong("bad-end", std::string("expected ") + what + ", found " + Quoted(Peek())), false;
  }

  bool TooDeep(std::size_t depth) {
    if (depth < limits::kExpressionDepth) return false;
    return Wrong("too-deep", "the rule is nested too deeply", "write it with fewer parentheses"), true;
  }

  std::optional<std::string> ParseName(const char* what) {
    const Token token = Peek();
    if (token.kind == Token::Kind::kWord && IsFactName(token.text) && !Contains(kReserved, token.text)) return Take(), token.text;
    Wrong("bad-name", std::string("expected the name of ") + what + ", found " + Quoted(token),
          "names are lower case, with dots and hyphens: `account.open`");
    return std::nullopt;
  }

  std::optional<time::Period> ParsePeriodWord() {
    const Token token = Take();
    const Result<time::Period> period = time::ParsePeriod(token.text);
    if (!period)
      return Report(issues_, "bad-period", period.error().message, token.span, "periods are written `P90D`, `P7Y`, `PT24H`"), std::nullopt;
    if (IsWord("after")) return Take(), period.value();
    return Wrong("bad-end", "expected `after`, found " + Quoted(Peek()), "write `" + token.text + " after` and the event"), std::nullopt;
  }

  std::optional<End> ParseEnd(std::size_t depth) {
    if (TooDeep(depth)) return std::nullopt;
    const Token first = Peek();
    std::optional<End> end;
    if (IsWord("while")) {
      end = ParseWhile();
    } else if (IsPeriod()) {
      end = ParseAfter(depth);
    } else if (IsCall()) {
      end = ParseCombined(depth);
    } else {
      NotAnEnd();
    }
    if (end) end->span = Spanning(first.span);
    return end;
  }

  // From `first` up to and with the last token taken. Precondition: one was.
  Span Spanning(const Span& first) const {
    const Span& last = tokens_[next_ - 1].span;
    Span span = first;
    span.length = last.column + last.length - first.column;
    return span;
  }

  void NotAnEnd() {
    const Token& token = Peek();
    std::string help = DidYouMean(token.text, {"while", "latest", "earliest"}, issues_);
    if (help.empty()) help = "write `while STATE`, `PERIOD after EVENT`, `latest(.., ..)` or `earliest(.., ..)`";
    Wrong("bad-end", "expected when the rule ends, found " + Quoted(token), help);
  }

  std::optional<End> ParseWhile() {
    Take();
    End end;
    end.name_span = Peek().span;
    std::optional<std::string> state = ParseName("a state");
    if (!state) return std::nullopt;
    end.kind = End::Kind::kWhile;
    end.name = std::move(*state);
    return end;
  }

  std::optional<End> ParseAfter(std::size_t depth) {
    const Span at = Peek().span;
    const std::optional<time::Period> period = ParsePeriodWord();
    if (!period) return std::nullopt;
    std::optional<Moment> moment = ParseMoment(depth + 1);
    if (!moment) return std::nullopt;
    End end;
    end.kind = End::Kind::kAfter;
    end.name = std::move(moment->event);
    end.name_span = moment->event_span;
    end.chain = std::move(moment->chain);
    if (!period->is_clock()) return AddStep(end.chain, *period), end;
    if (!end.chain.empty()) return ClockTooFar(at), std::nullopt;
    end.clock = *period;
    return end;
  }

  static void AddStep(time::Chain& chain, const time::Period& period) { chain.push_back({time::Step::Kind::kAdd, period}); }

  void ClockTooFar(const Span& span) {
    Report(issues_, "clock-period", "a period under a day stands only directly before an event", span,
           "use whole days, or name the event itself");
  }

  std::optional<End> ParseCombined(std::size_t depth) {
    const Token function = Take();
    if (!Contains(kCombiners, function.text)) return UnknownFunction(function, kCombiners), std::nullopt;
    End end;
    end.kind = function.text == "latest" ? End::Kind::kLatest : End::Kind::kEarliest;
    Take();
    for (;;) {
      std::optional<End> part = ParseEnd(depth + 1);
      if (!part) return std::nullopt;
      end.parts.push_back(std::move(*part));
      if (Peek().kind != Token::Kind::kComma) break;
      Take();
    }
    if (!Expect(Token::Kind::kClose, "`,` or `)`")) return std::nullopt;
    if (end.parts.size() > 1) return end;
    return Report(issues_, "bad-end", "`" + function.text + "` needs at least two ends", function.span, "write the one end without it"),
           std::nullopt;
  }

  void UnknownFunction(const Token& function, const std::vector<std::string>& known) {
    std::string help = DidYouMean(function.text, known, issues_);
    if (help.empty() && Contains(kFunctions, function.text)) help = "write a period before it: `P5Y after " + function.text + "(..)`";
    Report(issues_, "unknown-function", "no function `" + function.text + "` here", function.span, help);
  }

  std::optional<Moment> ParseMoment(std::size_t depth) {
    if (TooDeep(depth)) return std::nullopt;
    if (IsCall()) return ParseFunction(depth);
    if (IsPeriod()) return ParsePeriodMoment(depth);
    const Span at = Peek().span;
    std::optional<std::string> event = ParseName("an event");
    if (!event) return std::nullopt;
    return Moment{std::move(*event), {}, at};
  }

  std::optional<Moment> ParseFunction(std::size_t depth) {
    const Token function = Take();
    if (!Contains(kFunctions, function.text)) return UnknownFunction(function, kFunctions), std::nullopt;
    Take();
    std::optional<Moment> moment = ParseMoment(depth + 1);
    if (!moment || !Expect(Token::Kind::kClose, "`)`")) return std::nullopt;
    moment->chain.push_back({StepOf(function.text), {}});
    return moment;
  }

  std::optional<Moment> ParsePeriodMoment(std::size_t depth) {
    const Span at = Peek().span;
    const std::optional<time::Period> period = ParsePeriodWord();
    if (!period) return std::nullopt;
    std::optional<Moment> moment = ParseMoment(depth + 1);
    if (!moment) return std::nullopt;
    if (period->is_clock()) return ClockTooFar(at), std::nullopt;
    AddStep(moment->chain, *period);
    return moment;
  }

  std::optional<ConditionRef> ParseCondition() {
    ConditionRef condition;
    const Token first = Peek();
    if (IsWord("not")) {
      Take();
      condition.negated = true;
    }
    condition.name_span = Peek().span;
    std::optional<std::string> name = ParseName("a condition");
    if (!name) return std::nullopt;
    condition.name = std::move(*name);
    condition.span = Spanning(first.span);
    return condition;
  }

  bool Keep(ConditionRef condition, std::vector<ConditionRef>& conditions) {
    for (const ConditionRef& other : conditions) {
      if (other.name != condition.name) continue;
      const bool same = other.negated == condition.negated;
      Report(issues_, same ? "duplicate" : "impossible-when",
             same ? "`" + condition.name + "` stands here twice" : "`" + condition.name + "` cannot be true and false of one row",
             condition.span, "remove one of the two");
      return false;
    }
    conditions.push_back(std::move(condition));
    return true;
  }

  bool ExpectAnd() {
    if (IsWord("and")) return Take(), true;
    const std::string help = IsWord("or") ? "write two entries, one for each condition" : "join conditions by `and`";
    return Wrong("bad-when", "expected `and`, found " + Quoted(Peek()), help), false;
  }

  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  Issues& issues_;
};

bool TooLong(std::string_view source, const Span& span, Issues& issues) {
  if (source.size() <= limits::kExpressionBytes) return false;
  Add(issues, {Severity::kError, "too-long", "the rule is longer than " + std::to_string(limits::kExpressionBytes) + " bytes", span,
               "split it into several entries"});
  return true;
}

}  // namespace

std::optional<End> ParseEnd(std::string_view source, const Span& span, Issues& issues) {
  if (TooLong(source, span, issues)) return std::nullopt;
  return Parser(source, span, issues).WholeEnd();
}

std::optional<std::vector<ConditionRef>> ParseWhen(std::string_view source, const Span& span, Issues& issues) {
  if (TooLong(source, span, issues)) return std::nullopt;
  return Parser(source, span, issues).WholeWhen();
}

}  // namespace lofte::policy
