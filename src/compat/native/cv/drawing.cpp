#include "shim.hpp"

/// How a shape is drawn: shared by all drawing calls.
struct Pen {
    double color[4];
    int32_t thickness, line_type, shift;
};

LCV lcv_rectangle(cv::Mat* image, int32_t x, int32_t y, int32_t width, int32_t height, const Pen* pen)
{
    return lcv::guard(__func__, [&] {
        cv::rectangle(
            *image, cv::Rect(x, y, width, height), lcv::scalar(pen->color), pen->thickness, pen->line_type, pen->shift);
    });
}

LCV lcv_circle(cv::Mat* image, int32_t x, int32_t y, int32_t radius, const Pen* pen)
{
    return lcv::guard(__func__, [&] {
        cv::circle(
            *image, cv::Point(x, y), radius, lcv::scalar(pen->color), pen->thickness, pen->line_type, pen->shift);
    });
}

LCV lcv_line(cv::Mat* image, int32_t x1, int32_t y1, int32_t x2, int32_t y2, const Pen* pen)
{
    return lcv::guard(__func__, [&] {
        cv::line(
            *image, cv::Point(x1, y1), cv::Point(x2, y2), lcv::scalar(pen->color), pen->thickness, pen->line_type,
            pen->shift);
    });
}

LCV lcv_ellipse(
    cv::Mat* image, int32_t x, int32_t y, int32_t axis_x, int32_t axis_y, double angle, double start, double end,
    const Pen* pen)
{
    return lcv::guard(__func__, [&] {
        cv::ellipse(
            *image, cv::Point(x, y), cv::Size(axis_x, axis_y), angle, start, end, lcv::scalar(pen->color),
            pen->thickness, pen->line_type, pen->shift);
    });
}

LCV lcv_fill_poly(
    cv::Mat* image, const int32_t* xy, const int32_t* counts, int32_t n, const Pen* pen, int32_t dx, int32_t dy)
{
    return lcv::guard(__func__, [&] {
        cv::fillPoly(
            *image, lcv::polygons(xy, counts, n), lcv::scalar(pen->color), pen->line_type, pen->shift,
            cv::Point(dx, dy));
    });
}

LCV lcv_polylines(
    cv::Mat* image, const int32_t* xy, const int32_t* counts, int32_t n, int32_t closed, const Pen* pen)
{
    return lcv::guard(__func__, [&] {
        cv::polylines(
            *image, lcv::polygons(xy, counts, n), closed != 0, lcv::scalar(pen->color), pen->thickness,
            pen->line_type, pen->shift);
    });
}

LCV lcv_put_text(
    cv::Mat* image, const char* text, int32_t x, int32_t y, int32_t font, double scale, const Pen* pen,
    int32_t bottom_left)
{
    return lcv::guard(__func__, [&] {
        cv::putText(
            *image, text, cv::Point(x, y), font, scale, lcv::scalar(pen->color), pen->thickness, pen->line_type,
            bottom_left != 0);
    });
}

LCV lcv_text_size(
    const char* text, int32_t font, double scale, int32_t thickness, int32_t* width, int32_t* height,
    int32_t* baseline)
{
    return lcv::guard(__func__, [&] {
        int below = 0;
        const cv::Size size = cv::getTextSize(text, font, scale, thickness, &below);
        *width = size.width;
        *height = size.height;
        *baseline = below;
    });
}
