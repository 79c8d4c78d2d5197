// For each finding that only a text shows: one in which it is, and its twin in which it is not.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lint/lint_test_support.h"

namespace lofte::lint::support {

struct ProseCase {
  std::string name;
  std::function<void(Text&)> fires, quiet;
};

inline void Two(Text& text, const std::string& first, const std::string& second) {
  text.Section("How long", {"retention"});
  text.Say("All of it while the account is active.", {"ret.store"}).Keep("", "", "account_active");
  importer::Retention& rule = text.Say("Chats for ninety days.", {"dat.message"}).Keep("Chats", first, "unspecified");
  rule.action = second;
}

inline std::vector<ProseCase> CasesOfRetention() {
  return {
      {"TRIGGER-MISSING", [](Text& text) { text.Say("Ninety days.", {}).Keep("Chats", "P90D", "unspecified"); },
       [](Text& text) { text.Say("Ninety days after it was sent.", {}).Keep("Chats", "P90D", "collection"); }},
      {"RETENTION-RANGE", [](Text& text) { text.Say("4 to 6 years.", {}).Keep("Orders", "P6Y", "purchase").least = "P4Y"; },
       [](Text& text) { text.Say("6 years.", {}).Keep("Orders", "P6Y", "purchase"); }},
      {"UPPER-BOUND", [](Text& text) { text.Say("Up to two years.", {}).Keep("Accounts", "P2Y", "last_activity").at_most = true; },
       [](Text& text) { text.Say("Two years.", {}).Keep("Accounts", "P2Y", "last_activity"); }},
      {"RETENTION-MISSING",
       [](Text& text) {
         text.Section("SMS", {}).Say("As the law asks.", {"ret.in_line_with_law"}).Keep("Logs", "", "legal_reasons").vague = true;
       },
       [](Text& text) {
         text.Section("SMS", {}).Say("As the law asks.", {"ret.in_line_with_law"}).Keep("Logs", "", "legal_reasons").vague = true;
         text.Say("One year after it was sent.", {}).Keep("Logs", "P1Y", "collection");
       }},
      {"LAW-UNNAMED",
       [](Text& text) {
         text.Section("How long", {"retention"}).Say("Two years after the end.", {}).Keep("All", "P2Y", "relationship_end");
         text.Say("Some of it longer, by law.", {}).Keep("Some", "", "legal_reasons").law = "by law";
       },
       [](Text& text) {
         text.Section("How long", {"retention"}).Say("Two years after the end.", {}).Keep("All", "P2Y", "relationship_end");
       }},
      {"RETENTION-OPEN", [](Text& text) { text.Say("As long as necessary.", {}).Keep("", "", "purpose_fulfilled").vague = true; },
       [](Text& text) {
         text.Section("How long", {"retention"}).Say("As long as necessary:", {}).Keep("", "", "purpose_fulfilled").vague = true;
         text.Item("orders: five years after the sale", {}).Keep("orders", "P5Y", "purchase");
       }},
      {"RETENTION-CONFLICT", [](Text& text) { Two(text, "P90D", "anonymise"); }, [](Text& text) { Two(text, "P90D", "unknown"); }},
      {"RETENTION-UNSPECIFIC",
       [](Text& text) {
         text.Section("What we collect", {"data"}).Item("messages", {}).Item("usage", {});
         text.Section("How long", {"retention"}).Say("All for two years.", {}).Keep("everything", "P2Y", "relationship_end");
       },
       [](Text& text) {
         text.Section("What we collect", {"data"}).Item("messages", {}).Item("usage", {});
         text.Section("How long", {"retention"}).Say("Two years.", {}).Keep("Messages and usage", "P2Y", "relationship_end");
       }},
      {"STATUTE-MISMATCH",
       [](Text& text) {
         text.facts().controller.country = text.Here("DK");
         text.Say("Invoices for seven years, as the law asks.", {"pur.tax", "law.claim"}).Keep("Invoices", "P7Y", "purchase");
       },
       [](Text& text) {
         text.facts().controller.country = text.Here("DK");
         text.Say("Invoices for five years, as the law asks.", {"pur.tax", "law.claim"}).Keep("Invoices", "P60M", "purchase");
       }},
      {"DANGLING-REF",
       [](Text& text) {
         text.Say("Sales", {}).Do("Sales", {"6(1)(b)"});
         text.Say("As in support.", {}).Keep("Letters", "", "by_reference").refers_to = "Support";
       },
       [](Text& text) {
         text.Say("Support of customers", {}).Do("Support of customers", {"6(1)(b)"});
         text.Say("As in support.", {}).Keep("Letters", "", "by_reference").refers_to = "Support";
       }},
  };
}

inline std::vector<ProseCase> CasesOfRecipients() {
  return {
      {"RECIPIENT-UNDISCLOSED",
       [](Text& text) {
         text.Say("Host, EU", {}).Give("Host", "EU", true), text.Say("We measure with Meter.", {}).Give("Meter", "", false);
       },
       [](Text& text) {
         text.Say("Meter / Host, EU", {}).Give("Meter / Host", "EU", true), text.Say("We measure with Meter.", {}).Give("Meter", "", false);
       }},
      {"RECIPIENT-UNNAMED", [](Text& text) { text.Say("SMS suppliers", {}).Give("SMS suppliers", "", true).category = true; },
       [](Text& text) { text.Say("Texter AS", {}).Give("Texter AS", "", true); }},
      {"HOST-UNDISCLOSED",
       [](Text& text) {
         text.Section("Sharing", {"recipients"}).Say("Never, except:", {"rec.share", "freq.never", "neg.unless"}).List(1).Item("Payer", {});
       },
       [](Text& text) {
         text.Section("Sharing", {"recipients"})
             .Say("Never, except:", {"rec.share", "freq.never", "neg.unless"})
             .List(1)
             .Item("Server AS, hosting", {"role.hosting"});
       }},
      {"RECIPIENT-CONFLICT",
       [](Text& text) {
         text.Section("Sharing", {"recipients"}).Say("Never, except:", {"rec.share", "freq.never", "neg.unless"});
         text.Section("SMS", {}).Say("It may be shared with the police on suspicion.", {"rec.share", "role.public_authority"}).May();
       },
       [](Text& text) {
         text.Section("Sharing", {"recipients"}).Say("Never, except:", {"rec.share", "freq.never", "neg.unless"});
         text.Say("It may be shared with the police on suspicion.", {"rec.share", "role.public_authority"}).May();
       }},
      {"SAFEGUARD-UNMAPPED",
       [](Text& text) { text.Say("Cloud, EU / US", {}).Give("Cloud", "EU / US", true), text.facts().safeguards = {text.Here("scc")}; },
       [](Text& text) {
         text.Say("Cloud, US (SCC)", {}).Give("Cloud", "US", true).safeguards = {"scc"}, text.facts().safeguards = {text.Here("scc")};
       }},
      {"TRANSFER-MISSING", [](Text& text) { text.Say("We use Stripe.", {}).Give("Stripe", "", true); },
       [](Text& text) {
         text.Say("We use Stripe.", {}).Give("Stripe", "", true);
         text.Say("Nothing leaves the EEA.", {}), text.facts().no_transfer_places = {text.Here("")};
       }},
      {"TRANSFER-CONFLICT",
       [](Text& text) { text.facts().transfers_outside_eea = false, text.Say("Cloud, US", {}).Give("Cloud", "US", true); },
       [](Text& text) { text.facts().transfers_outside_eea = false, text.Say("Cloud, EU", {}).Give("Cloud", "EU", true); }},
  };
}

inline std::vector<ProseCase> CasesOfConsent() {
  return {
      {"DUAL-BASIS",
       [](Text& text) {
         text.Say("Chats", {}).Do("Chats", {"6(1)(a)", "6(1)(b)"});
       },
       [](Text& text) {
         text.Say("Chats", {}).Do("Chats", {"6(1)(b)", "6(1)(c)"});
       }},
      {"LEGAL-BASIS-MISSING", [](Text& text) { text.Say("We process your name.", {"doc.process"}); },
       [](Text& text) { text.Say("We process your name.", {"doc.process"}), text.facts().legal_bases = {text.Here("6(1)(b)")}; }},
      {"BASIS-UNMAPPED",
       [](Text& text) {
         text.Say("To sell things.", {}).Do("Selling things", {});
         text.Say("By contract.", {}), text.facts().legal_bases = {text.Here("6(1)(b)")};
       },
       [](Text& text) {
         text.Say("To sell things.", {}).Do("Selling things", {"6(1)(b)"});
         text.Say("By contract.", {}), text.facts().legal_bases = {text.Here("6(1)(b)")};
       }},
      {"BASIS-MIXED",
       [](Text& text) {
         text.Section("Data", {"data"}).Item("addresses for measuring and safety", {"pur.analytics", "pur.security"});
         text.Section("Why", {"purposes"}).Say("Measuring", {"pur.analytics"}).Do("Measuring", {"6(1)(a)"});
         text.Say("Safety", {"pur.security"}).Do("Safety", {"6(1)(f)"});
       },
       [](Text& text) {
         text.Section("Data", {"data"}).Item("addresses for measuring and safety", {"pur.analytics", "pur.security"});
         text.Section("Why", {"purposes"}).Say("Measuring", {"pur.analytics"}).Do("Measuring", {"6(1)(f)"});
         text.Say("Safety", {"pur.security"}).Do("Safety", {"6(1)(f)"});
       }},
      {"CONSENT-VS-OPTOUT",
       [](Text& text) {
         text.Section("Cookies", {"cookies"})
             .Item("Measuring", {"ck.analytics"})
             .Say("Switch them off in the browser.", {"ck.browser_settings"});
       },
       [](Text& text) {
         text.Section("Cookies", {"cookies"})
             .Item("Measuring, with your consent", {"ck.analytics", "basis.consent"})
             .Say("Or in the browser.", {"ck.browser_settings"});
       }},
      {"CONSENT-MISSING", [](Text& text) { text.Item("Clicks", {"ck.pixel"}); },
       [](Text& text) { text.Item("Clicks", {"ck.pixel"}).Say("Only with your consent.", {"basis.consent"}); }},
      {"MARKETING-CONSENT-MISSING", [](Text& text) { text.Item("Campaigns by SMS", {"msg.marketing"}); },
       [](Text& text) { text.Item("Campaigns by SMS", {"msg.marketing"}).Say("Unsubscribe at any time.", {"msg.unsubscribe"}); }},
      {"COOKIE-UNSPECIFIC",
       [](Text& text) {
         text.Say("Cookies that measure", {"ck.cookie", "ck.analytics"});
       },
       [](Text& text) {
         text.Say("Cookies that measure", {"ck.cookie", "ck.analytics"});
         text.facts().cookies.emplace_back();
       }},
  };
}

inline std::vector<ProseCase> CasesOfPersons() {
  return {
      {"MINORS-MISSING", [](Text& text) { text.Say("Hello.", {}); }, [](Text& text) { text.Say("Not for children.", {"mi.child"}); }},
      {"ART14-MISSING", [](Text& text) { text.Section("Data", {"data"}).Item("conversations", {"dat.message"}); },
       [](Text& text) {
         text.Section("Data", {"data"}).Item("conversations", {"dat.message"}).Say("From those who write to you.", {"doc.source"});
       }},
      {"ROLE-CONFUSION",
       [](Text& text) {
         text.Say("Names of your customers", {"sub.end_customer"}).Say("Reminders to your customers", {"sub.end_customer"});
       },
       [](Text& text) {
         text.Say("Names of your customers", {"sub.end_customer"})
             .Say("Reminders to your customers", {"sub.end_customer"})
             .Say("On your behalf.", {"role.on_behalf"});
       }},
      {"RIGHT-VS-EXCEPTION",
       [](Text& text) {
         text.Section("Rights", {"rights"}).Say("Erasure at any time.", {"right.erasure"});
         text.Section("How long", {"retention"}).Say("Seven years by law.", {}).Keep("Books", "P7Y", "purchase").law = "by law";
       },
       [](Text& text) {
         text.Section("Rights", {"rights"}).Say("Erasure, except what a law keeps.", {"right.erasure", "neg.unless"});
         text.Section("How long", {"retention"}).Say("Seven years by law.", {}).Keep("Books", "P7Y", "purchase").law = "by law";
       }},
      {"RIGHTS-FEE", [](Text& text) { text.Section("Rights", {"rights"}).Say("A fee of ten.", {"right.fee"}); },
       [](Text& text) { text.Section("Rights", {"rights"}).Say("No fee.", {"right.fee"}).Not(); }},
      {"IDENTITY-EXCESSIVE",
       [](Text& text) { text.Section("Rights", {"rights"}).Say("Send a copy of your passport.", {"right.id_document"}); },
       [](Text& text) { text.Section("Travel", {"data"}).Say("A copy of your passport.", {"right.id_document"}); }},
  };
}

inline std::vector<ProseCase> CasesOfWords() {
  return {
      {"LIST-EMPTY", [](Text& text) { text.Say("The following:", {}).List(0); },
       [](Text& text) { text.Say("The following:", {}).List(1).Item("one", {}); }},
      {"SECTION-EMPTY",
       [](Text& text) { text.Section("Policy", {}).Say("Hello.", {}).Section("Contact", {"contact"}).Say("Any questions?", {}); },
       [](Text& text) {
         text.Section("Policy", {}).Say("Hello.", {}).Section("Contact", {"contact"}).Say("Any questions?", {}).Say("Write to us.", {});
       }},
      {"LANG-MIXED", [](Text& text) { text.Say("Hello.", {}).Say("Hei.", {}), text.facts().statements.back().language = "nb"; },
       [](Text& text) { text.Say("Hello.", {}).Say("Hi.", {}); }},
      {"TABLE-FLATTENED", [](Text& text) { text.Say("HostEU", {}), text.facts().glued_tables = {text.Here("HostEU")}; },
       [](Text& text) { text.Say("Host EU", {}); }},
      {"LIST-GLYPHS", [](Text& text) { text.Item("one", {}), text.facts().double_marks = {text.Here("one")}; },
       [](Text& text) { text.Item("one", {}); }},
      {"TEXT-CUT",
       [](Text& text) {
         text.Say("Firm", {}), text.facts().left_out = {{"recipients", 1, text.Here("Firm").place}};
       },
       [](Text& text) { text.Say("Firm", {}); }},
      {"PLACEHOLDER-LEFT", [](Text& text) { text.Say("We are [COMPANY NAME].", {}); },
       [](Text& text) { text.Say("We are Shop [1].", {}); }},
      {"ABSOLUTE-CLAIM", [](Text& text) { text.Say("Full control.", {"qty.full"}); }, [](Text& text) { text.Say("Control.", {}); }},
      {"PURPOSE-OPEN", [](Text& text) { text.Section("Why", {"purposes"}).Item("improve the service", {"pur.open"}); },
       [](Text& text) { text.Section("Safety", {"security"}).Item("we improve it", {"pur.open"}); }},
      {"VAGUE-QUANTITY", [](Text& text) { text.Say("We answer promptly.", {"freq.immediately"}); },
       [](Text& text) { text.Say("We answer promptly, within 3 days.", {"freq.immediately"}); }},
      {"MFA-CHANNEL",
       [](Text& text) {
         text.Say("Two factors for all accounts.", {"sec.mfa", "qty.all"});
       },
       [](Text& text) {
         text.Say("Two factors for all accounts: a security key.", {"sec.mfa", "qty.all", "sec.second_factor"});
       }},
      {"CIPHER-CLAIM",
       [](Text& text) {
         text.Say("At rest and in transit (AES-256).", {"sec.cipher", "sec.in_transit", "sec.at_rest"});
       },
       [](Text& text) {
         text.Say("At rest (AES-256), in transit by TLS.", {"sec.cipher", "sec.in_transit", "sec.at_rest", "sec.tls"});
       }},
      {"ENCRYPTION-SCOPE",
       [](Text& text) {
         text.Say("Encrypted in transit.", {"sec.encryption", "sec.in_transit"});
       },
       [](Text& text) {
         text.Say("Encrypted in transit.", {"sec.encryption", "sec.in_transit"}).Say("And at rest.", {"sec.at_rest"});
       }},
      {"AI-APPROVAL-AMBIGUOUS",
       [](Text& text) { text.Say("It may answer.", {"ai.auto_reply"}).Say("You can approve each.", {"ai.human_review"}).May(); },
       [](Text& text) {
         text.Say("It may answer.", {"ai.auto_reply"})
             .Say("You must approve each.", {"ai.human_review"})
             .Modal(importer::Statement::Modality::kMust);
       }},
      {"STRICTER-THAN-LAW",
       [](Text& text) { text.Section("Breach", {"breach"}).Say("At a risk:", {"br.risk"}).Item("we tell users", {"br.tell_subjects"}); },
       [](Text& text) {
         text.Section("Breach", {"breach"}).Say("At a high risk:", {"br.risk", "br.high_risk"}).Item("we tell users", {"br.tell_subjects"});
       }},
      {"BREACH-START-MISSING",
       [](Text& text) { text.Say("Within 72 hours.", {"br.breach"}), text.facts().breach_72h = text.Here("PT72H"); },
       [](Text& text) {
         text.Say("Within 72 hours of becoming aware.", {"br.breach", "trg.awareness"}), text.facts().breach_72h = text.Here("PT72H");
       }},
  };
}

}  // namespace lofte::lint::support
