#include "extractors/ingest/quiet_xml.hpp"

#include <libxml/globals.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

namespace rawi {

namespace {
extern "C" void ignore_xml_error(void*, xmlErrorPtr) {}
}  // namespace

QuietXml::QuietXml() {
  xmlInitParser();  // once for the process, and harmless after that
  old_context_ = xmlStructuredErrorContext;
  old_handler_ = xmlStructuredError;
  xmlSetStructuredErrorFunc(nullptr, ignore_xml_error);
}

QuietXml::~QuietXml() { xmlSetStructuredErrorFunc(old_context_, old_handler_); }

}  // namespace rawi
