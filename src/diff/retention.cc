// How long data is kept, and what then becomes of it.
#include "diff/retention.h"

#include <set>

#include "diff/found.h"

namespace lofte::diff {

using policy::Rule;
using policy::Then;

namespace {

std::multiset<std::string> TextsOf(const Rules& rules) {
  std::multiset<std::string> texts;
  for (const Rule* rule : rules) texts.insert(RuleText(*rule) + "; " + rule->law + "; " + JoinIds(Sorted(rule->yields_to)));
  return texts;
}

std::string_view KindOfOrder(Order order) {
  return order == Order::kLonger ? "retention-longer" : order == Order::kShorter ? "retention-shorter" : "retention-trigger";
}

// Less is taken away: < 0; more: > 0. A block keeps what it blocks, so a longer one is the weaker.
int Stronger(const policy::Outcome& before, const policy::Outcome& after) {
  const auto sign = [](auto was, auto is) { return is > was ? 1 : is < was ? -1 : 0; };
  if (before.then != after.then) return sign(before.then, after.then);
  if (before.then == Then::kBlock && before.block_for != after.block_for) {
    const auto term = [](const time::Period& period) { return period.is_zero() ? std::nullopt : std::optional(policy::Term{"", period}); };
    return -Later(term(before.block_for), term(after.block_for));
  }
  if (before.then == Then::kAggregate && before.least_cell != after.least_cell)
    return sign(before.least_cell.value_or(0), after.least_cell.value_or(0));
  const bool goes_on = before.then == Then::kBlock || before.then == Then::kAggregate;
  return goes_on ? sign(before.last, after.last) : 0;
}

void Merge(Ids& into, const Ids& ids) {
  into.insert(into.end(), ids.begin(), ids.end());
  into = Sorted(std::move(into));
}

// Of one activity that both policies have.
class Activity {
 public:
  Activity(const Pair& pair, const policy::Activity& before, const policy::Activity& after, const RuleIndex& old_rules,
           const RuleIndex& new_rules, Ends& old_ends, Ends& new_ends)
      : before_(before), after_(after), old_rules_(old_rules), new_rules_(new_rules), old_ends_(old_ends), new_ends_(new_ends) {
    const auto calendar = [](const policy::Policy& policy) {
      return std::pair(policy.controller.year_end.month, policy.controller.year_end.day);
    };
    has_one_calendar_ = calendar(pair.before) == calendar(pair.after);
  }

  void Compare(Found& found) {
    Ids categories = old_rules_.CategoriesOf(after_.id);
    for (const std::string& category : new_rules_.CategoriesOf(after_.id)) categories.push_back(category);
    for (const std::string& category : Sorted(std::move(categories))) CompareCategory(category);
    for (Change& change : changes_) found.Add(change.kind, change.span, change.in_old) = change;
  }

 private:
  void CompareCategory(const std::string& category) {
    const Rules &was = old_rules_.Own(after_.id, category), &is = new_rules_.Own(after_.id, category);
    // Data that has come or gone is a change of its own.
    if (Contains(before_.data, category) != Contains(after_.data, category)) return;
    if (has_one_calendar_ && TextsOf(was) == TextsOf(is)) return;
    if (Contains(after_.data, category) && HasNeed(was) != HasNeed(is))
      return Add(HasNeed(is) ? "retention-new" : "retention-removed", category, was, is);
    CompareEnds(category, was, is);
    ComparePairs(category, was, is);
  }

  void CompareEnds(const std::string& category, const Rules& was, const Rules& is) {
    const bool of_all = !HasNeed(was) || !HasNeed(is);
    Binding old_binding = old_rules_.Of(after_.id, category, of_all), new_binding = new_rules_.Of(after_.id, category, of_all);
    const Order order = Compared(old_ends_, old_binding, new_ends_, new_binding);
    if (order != Order::kSame) return Add(KindOfOrder(order), category, was, is);
    if (Compared(old_ends_, InUse(old_binding), new_ends_, InUse(new_binding)) != Order::kSame)
      return AddUse(category, old_binding, new_binding, was, is);
    // Another rule decides.
    if (Compared(old_ends_, OnlyOwn(was), new_ends_, OnlyOwn(is)) != Order::kSame) Add("retention-rule", category, was, is);
  }

  void AddUse(const std::string& category, const Binding& old_binding, const Binding& new_binding, const Rules& was, const Rules& is) {
    const Order order = Compared(old_ends_, InUse(old_binding), new_ends_, InUse(new_binding));
    Add(order == Order::kShorter ? "use-shorter" : "use-longer", category, was, is);
  }

  static Binding InUse(Binding binding) {
    Rules in_use;
    for (const Rule* rule : binding.needs)
      if (rule->mode == policy::Mode::kUse) in_use.push_back(rule);
    return {in_use, binding.caps, {}};
  }

  static Binding OnlyOwn(const Rules& rules) {
    Binding own;
    for (const Rule* rule : rules)
      (rule->kind == policy::RuleKind::kNeed ? own.needs : rule->kind == policy::RuleKind::kCap ? own.caps : own.floors).push_back(rule);
    return own;
  }

  bool HaveOneEnd(const Rule& was, const Rule& is) { return diff::Compared(old_ends_.Of(was), new_ends_.Of(is)) == Order::kSame; }

  // Which rule has become which: of one kind and of the same rows; with the same end, if there is one.
  const Rule* Successor(const Rule& was, const Rules& is, std::set<const Rule*>& taken) {
    for (const bool with_end : {true, false})
      for (const Rule* rule : is)
        if (taken.count(rule) == 0 && rule->kind == was.kind && HaveOneWhen(was, *rule) && (!with_end || HaveOneEnd(was, *rule))) {
          taken.insert(rule);
          return rule;
        }
    return nullptr;
  }

  void ComparePairs(const std::string& category, const Rules& was, const Rules& is) {
    std::set<const Rule*> taken;
    for (const Rule* rule : was)
      if (const Rule* now = Successor(*rule, is, taken)) ComparePair(category, *rule, *now);
  }

  void ComparePair(const std::string& category, const Rule& was, const Rule& is) {
    if (const int stronger = Stronger(was.outcome, is.outcome); stronger != 0)
      Add(stronger > 0 ? "then-stronger" : "then-weaker", category, {&was}, {&is});
    if (HaveOneEnd(was, is))
      if (const int later = Later(policy::Term{"", was.within}, policy::Term{"", is.within}); later != 0)
        Add(later > 0 ? "removal-slower" : "removal-faster", category, {&was}, {&is});
    if (was.law != is.law) Add(was.law.empty() ? "told-more" : is.law.empty() ? "told-less" : "law-changed", category, {&was}, {&is});
    if (Sorted(was.yields_to) != Sorted(is.yields_to)) Add("retention-rule", category, {&was}, {&is});
  }

  // One change for the categories of which the same is so.
  void Add(std::string_view kind, const std::string& category, const Rules& was, const Rules& is) {
    Change change;
    change.kind = kind;
    change.rank = KindOf(kind).rank;
    change.activities = {after_.id};
    change.categories = {category};
    change.before = RulesValue(was);
    change.after = RulesValue(is);
    change.in_old = is.empty();
    change.span = !is.empty() ? is.front()->span : was.empty() ? after_.span : was.front()->span;
    for (const Rules* rules : {&was, &is})
      for (const Rule* rule : *rules) change.promises.insert(change.promises.end(), rule->promises.begin(), rule->promises.end());
    change.promises = Sorted(change.promises);
    SetFrom(change, is);
    for (Change& other : changes_)
      if (other.kind == change.kind && other.before.text == change.before.text && other.after.text == change.after.text &&
          other.note == change.note) {
        Merge(other.categories, change.categories);
        Merge(other.promises, change.promises);
        return;
      }
    changes_.push_back(std::move(change));
  }

  // From when on it binds, and whom.
  void SetFrom(Change& change, const Rules& is) {
    const Rule* newest = nullptr;
    for (const Rule* rule : is)
      if (rule->from && (newest == nullptr || *newest->from < *rule->from)) newest = rule;
    const bool may_be_longer = change.kind == "retention-longer" || change.kind == "retention-trigger";
    if (newest == nullptr) {
      if (may_be_longer) change.note = "it binds what is stored already, from the first day of the policy";
      return;
    }
    change.from = newest->from;
    if (!may_be_longer) return;
    change.only_later = newest->told.empty();
    const std::string day = time::Format(*newest->from);
    change.note = !newest->told.empty() ? "it binds what is stored already: people were told, " + WordsOf(newest->told)
                  : newest->unsettled   ? "from " + day + " on neither term ends anything: it cannot be told which of the two binds a row"
                                        : "what happened before " + day + " keeps the older term, as nobody was told (`told:`)";
  }

  const policy::Activity &before_, &after_;
  const RuleIndex &old_rules_, &new_rules_;
  Ends &old_ends_, &new_ends_;
  bool has_one_calendar_ = true;
  std::vector<Change> changes_;
};

}  // namespace

void CompareRetention(const Pair& pair, Found& found) {
  const RuleIndex old_rules(pair.before), new_rules(pair.after);
  Ends old_ends(pair.before), new_ends(pair.after);
  for (const policy::Activity& activity : pair.after.activities)
    if (const policy::Activity* before = pair.before.FindActivity(activity.id))
      Activity(pair, *before, activity, old_rules, new_rules, old_ends, new_ends).Compare(found);
}

}  // namespace lofte::diff
