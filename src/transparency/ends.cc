#include "transparency/ends.h"

namespace lofte::transparency {
namespace {

using Kind = time::Step::Kind;

std::string NameOfFunction(Kind kind) {
  switch (kind) {
    case Kind::kEndOfMonth:
      return "month-end";
    case Kind::kEndOfCalendarYear:
      return "calendar-year-end";
    case Kind::kEndOfFinancialYear:
      return "financial-year-end";
    case Kind::kAdd:
      break;
  }
  return "";
}

std::string WrittenAfter(const policy::End& end) {
  if (end.clock.is_clock()) return time::Format(end.clock) + " after " + end.name;
  std::string text = end.name;
  for (const time::Step& step : end.chain) {
    text = step.kind == Kind::kAdd ? time::Format(step.period) + " after " + text : NameOfFunction(step.kind) + "(" + text + ")";
  }
  return text;
}

}  // namespace

policy::End EndOf(const policy::Rule& rule) {
  using EndKind = policy::End::Kind;
  if (!rule.consent || (rule.end.kind == EndKind::kWhile && rule.end.name == *rule.consent)) return rule.end;
  policy::End consent;
  consent.kind = EndKind::kWhile;
  consent.name = *rule.consent;
  policy::End end;
  end.kind = EndKind::kEarliest;
  end.parts = {consent};
  if (rule.end.kind == EndKind::kEarliest) {
    end.parts.insert(end.parts.end(), rule.end.parts.begin(), rule.end.parts.end());
  } else {
    end.parts.push_back(rule.end);
  }
  return end;
}

std::string WrittenEnd(const policy::End& end) {
  if (end.kind == policy::End::Kind::kWhile) return "while " + end.name;
  if (end.kind == policy::End::Kind::kAfter) return WrittenAfter(end);
  std::string parts;
  for (const policy::End& part : end.parts) parts += (parts.empty() ? "" : ", ") + WrittenEnd(part);
  return (end.kind == policy::End::Kind::kLatest ? "latest(" : "earliest(") + parts + ")";
}

time::Period TotalOf(const policy::End& end) {
  if (end.clock.is_clock()) return end.clock;
  time::Period total;
  for (const time::Step& step : end.chain) {
    total.months += step.period.months;
    total.days += step.period.days;
  }
  return total;
}

std::string FunctionOf(const policy::End& end) { return end.chain.empty() ? "" : NameOfFunction(end.chain.front().kind); }

}  // namespace lofte::transparency
