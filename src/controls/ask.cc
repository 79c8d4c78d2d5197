#include "controls/question.h"

namespace lofte::controls {

namespace {

struct Dispatch {
  const Context& context;
  const policy::Promise& promise;

  Inquiry operator()(const policy::Unproven& unproven) const {
    Inquiry inquiry;
    inquiry.unproven = unproven.reason;
    return inquiry;
  }
  Inquiry operator()(const policy::RetentionControl&) const { return AskRetention(context, promise); }
  Inquiry operator()(const policy::ColumnsControl& control) const { return AskColumns(context, control); }
  Inquiry operator()(const policy::ValuesControl& control) const { return AskValues(context, control); }
  Inquiry operator()(const policy::FormatControl& control) const { return AskFormat(context, control); }
  Inquiry operator()(const policy::AlwaysControl& control) const { return AskAlways(context, control); }
  Inquiry operator()(const policy::NeverControl& control) const { return AskNever(context, control); }
  Inquiry operator()(const policy::RowSecurityControl&) const { return AskRowSecurity(context); }
  Inquiry operator()(const policy::Claim&) const { return {}; }
  Inquiry operator()(const policy::Attested& attested) const { return AskAttested(attested, context.lowering.question()); }
};

}  // namespace

Inquiry Ask(const Context& context, const policy::Promise& promise) {
  Inquiry inquiry = std::visit(Dispatch{context, promise}, promise.control);
  inquiry.promise = promise.id;
  return inquiry;
}

}  // namespace lofte::controls
