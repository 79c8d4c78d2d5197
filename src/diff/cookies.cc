// What is stored in browsers.
#include "diff/found.h"

namespace lofte::diff {

using policy::Cookie;

namespace {

void Fill(Change& change, const Cookie& cookie) {
  change.entry = cookie.name.empty() ? cookie.id : cookie.name;
  change.recipient = cookie.set_by;
  change.promises = cookie.promises;
}

void AddWhole(const Cookie& cookie, bool is_new, Found& found) {
  Change& change = found.AddEither(is_new, "cookie-new", "cookie-gone", cookie.span, cookie.span);
  Fill(change, cookie);
  change.consent_anew = is_new && !cookie.consent.empty();
  (is_new ? change.after : change.before) = TextValue(cookie.kind + ", " + TermText(cookie.lifetime));
}

std::ptrdiff_t UseOf(const Cookie& cookie) {
  return std::find(policy::kCookieKinds.begin(), policy::kCookieKinds.end(), cookie.kind) - policy::kCookieKinds.begin();
}

void CompareCookie(const Cookie& before, const Cookie& after, Found& found) {
  const auto add = [&](std::string_view kind, Value was, Value is) {
    Change& change = found.Add(kind, after.span);
    Fill(change, after);
    change.before = std::move(was);
    change.after = std::move(is);
  };
  if (before.name != after.name) add("wording", TextValue(before.name), TextValue(after.name));
  if (const int later = Later(before.lifetime, after.lifetime); later != 0)
    add(later > 0 ? "cookie-longer" : "cookie-shorter", TermValue(before.lifetime), TermValue(after.lifetime));
  if (before.kind != after.kind)
    add(UseOf(after) > UseOf(before) ? "cookie-use-more" : "cookie-use-less", TextValue(before.kind), TextValue(after.kind));
  if (before.set_by != after.set_by) add("cookie-setter", TextValue(before.set_by), TextValue(after.set_by));
  if (before.consent != after.consent)
    add(after.consent.empty()    ? "cookie-consent-lost"
        : before.consent.empty() ? "cookie-consent-new"
                                 : "consent-state",
        TextValue(before.consent), TextValue(after.consent));
}

}  // namespace

void CompareCookies(const Pair& pair, Found& found) {
  for (const Cookie& cookie : pair.after.cookies) {
    const Cookie* before = FindEntry(pair.before.cookies, cookie.id);
    if (before == nullptr) AddWhole(cookie, true, found);
    if (before != nullptr) CompareCookie(*before, cookie, found);
  }
  for (const Cookie& cookie : pair.before.cookies)
    if (FindEntry(pair.after.cookies, cookie.id) == nullptr) AddWhole(cookie, false, found);
}

}  // namespace lofte::diff
